package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.account.KeyRing;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspaces;

/**
 * What an administrator does to the service accounts of the own workspace: programs that log in as
 * themselves rather than with some person's password (CloudIO). All of it throws {@link
 * NotPermitted} if the caller isn't an administrator.
 */
@Singleton
public class ManageServiceAccounts {
  private static final ApiKeyName FIRST_KEY = new ApiKeyName("1");
  private static final Set<KeyScope> LOGIN = Set.of(KeyScope.LOGIN);

  private final Permissions permissions;
  private final Workspaces workspaces;
  private final Users users;
  private final Catalog catalog;
  private final Grants grants;
  private final ApiKeys keys;
  private final KeyRing ring;
  private final UserChanges changes;
  private final Audit audit;
  private final Clock clock;

  @Inject
  ManageServiceAccounts(
      Permissions permissions,
      Workspaces workspaces,
      Users users,
      Catalog catalog,
      Grants grants,
      ApiKeys keys,
      KeyRing ring,
      UserChanges changes,
      Audit audit,
      Clock clock) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.users = users;
    this.catalog = catalog;
    this.grants = grants;
    this.keys = keys;
    this.ring = ring;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

  /** The service account of this name, in any case. */
  public Optional<User> find(Caller caller, String name) {
    Permissions.requireAdministrator(caller);
    return users.named(caller.workspaceId(), name).filter(User::isServiceAccount);
  }

  /**
   * A page of the service accounts.
   *
   * @param search a part of the name or display name; empty for all
   * @param page counted from 1
   * @param size how many on a page
   */
  public UserList list(Caller caller, String search, int page, int size) {
    Permissions.requireAdministrator(caller);
    return users.search(caller.workspaceId(), true, search, (page - 1) * size, size);
  }

  /**
   * Adds one, with its first key.
   *
   * @throws InvalidInput if the workspace lacks one of the roles
   * @throws Conflict if the name is taken
   */
  @Transactional
  public AddedServiceAccount add(Caller caller, NewServiceAccount added) {
    permissions.requireRecent(caller);
    // Making the key takes turns too; after the insert, which holds on to the workspace as well,
    // two
    // would wait for each other.
    catalog.takeTurns(caller.workspaceId());
    User account =
        User.serviceAccount(
            workspaces.named(caller.workspaceUid()).orElseThrow(),
            added.name(),
            added.displayName().orElseGet(() -> DisplayName.nearest(added.name().value())),
            clock.instant());
    users.add(account);
    grants.give(account.id(), catalog.allNamed(Role.class, caller.workspaceId(), added.roles()));
    audit.record(
        caller
            .acting(AuditType.SERVICE_ACCOUNT_ADD, "ok")
            .about(caller.workspaceId(), account.id())
            .change("roles", List.of(), grants.roles(account.id())));
    return new AddedServiceAccount(
        account, ring.make(caller, ApiKeyOwner.user(account), FIRST_KEY, LOGIN, Optional.empty()));
  }

  /**
   * Changes one; what isn't given stays.
   *
   * @param active whether it may log in
   * @param roles the names of all roles it has from now on
   * @return the account as it is now, or nothing if the workspace has none of that name
   * @throws InvalidInput if the workspace lacks one of the roles
   */
  public Optional<User> change(
      Caller caller,
      String name,
      Optional<DisplayName> displayName,
      Optional<Boolean> active,
      Optional<List<String>> roles) {
    UserChange change =
        new UserChange(
            Optional.empty(), displayName, active, Optional.empty(), Optional.empty(), roles);
    return find(caller, name).map(account -> changes.change(caller, account.id(), change));
  }

  /** The good keys of an account, the newest first. */
  public List<ApiKey> keys(Caller caller, User account) {
    return keys.of(owner(caller, account));
  }

  /**
   * Makes another key of an account.
   *
   * @param expiresAt when it ends by itself; nothing for never
   * @throws InvalidInput if it would never be good
   * @throws Conflict if there are too many
   */
  public MadeApiKey makeKey(
      Caller caller, User account, ApiKeyName name, Optional<Instant> expiresAt) {
    return ring.make(caller, owner(caller, account), name, LOGIN, expiresAt);
  }

  /**
   * Makes a key in the place of another, which goes on for a while.
   *
   * @param overlap for how long
   * @param expiresAt when the new key ends by itself; nothing for never
   * @return nothing if the account has no such good key
   * @throws InvalidInput if the overlap is too long
   */
  public Optional<MadeApiKey> rotateKey(
      Caller caller, User account, UUID id, Duration overlap, Optional<Instant> expiresAt) {
    return ring.rotate(caller, owner(caller, account), id, overlap, expiresAt);
  }

  /** Revokes a key; answers whether the account had such a good key. */
  public boolean revokeKey(Caller caller, User account, UUID id) {
    return ring.revoke(caller, owner(caller, account), id);
  }

  private static ApiKeyOwner owner(Caller caller, User account) {
    Permissions.requireAdministrator(caller);
    if (!account.isServiceAccount() || !account.workspace().id().equals(caller.workspaceId())) {
      throw new NotPermitted("This is no service account of the workspace.");
    }
    return ApiKeyOwner.user(account);
  }
}
