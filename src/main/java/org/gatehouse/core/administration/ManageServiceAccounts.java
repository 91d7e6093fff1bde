package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.KeyRing;
import org.gatehouse.core.account.Permissions;
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
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserSearch;
import org.gatehouse.core.user.Users;

/**
 * What an administrator does to the service accounts of the own workspace: programs that log in as
 * themselves rather than with some person's password (CloudIO). All of it throws {@link
 * NotPermitted} if the caller has no rank that grants it.
 */
@Singleton
public class ManageServiceAccounts {
  /** What the keys of service accounts are good for. */
  static final Set<KeyScope> LOGIN = Set.of(KeyScope.LOGIN);

  private final Users users;
  private final ChangeUser changeUser;
  private final ApiKeys keys;
  private final KeyRing ring;

  @Inject
  ManageServiceAccounts(Users users, ChangeUser changeUser, ApiKeys keys, KeyRing ring) {
    this.users = users;
    this.changeUser = changeUser;
    this.keys = keys;
    this.ring = ring;
  }

  /** The service account of this name, in any case. */
  public Optional<User> find(Caller caller, String name) {
    Permissions.require(caller, Permission.MANAGE_KEYS);
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
    Permissions.require(caller, Permission.MANAGE_KEYS);
    return users.search(caller.workspaceId(), true, UserSearch.of(search), (page - 1) * size, size);
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
    return find(caller, name).map(account -> changeUser.change(caller, account, change));
  }

  /** The good keys of an account, the newest first. */
  public List<ApiKey> keys(Caller caller, User account) {
    return keys.of(owner(caller, account));
  }

  /**
   * Makes another key of an account.
   *
   * @param expiresAt when it ends by itself; nothing for never, or for when the workspace wants it
   *     to at the latest
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
   * @param expiresAt when the new key ends by itself; nothing for never, or for when the workspace
   *     wants it to at the latest
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
    Permissions.require(caller, Permission.MANAGE_KEYS);
    if (!account.isServiceAccount() || !account.workspace().id().equals(caller.workspaceId())) {
      throw new NotPermitted("This is no service account of the workspace.");
    }
    return ApiKeyOwner.user(account);
  }
}
