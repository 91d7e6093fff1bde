package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.gatehouse.core.access.AssignRoles;
import org.gatehouse.core.account.KeyRing;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspaces;

/** Adds service accounts to the own workspace. */
@Singleton
@Transactional
public class AddServiceAccount {
  private static final ApiKeyName FIRST_KEY = new ApiKeyName("1");

  private final Permissions permissions;
  private final Workspaces workspaces;
  private final Users users;
  private final AssignRoles assignRoles;
  private final KeyRing ring;
  private final Audit audit;
  private final Clock clock;

  @Inject
  AddServiceAccount(
      Permissions permissions,
      Workspaces workspaces,
      Users users,
      AssignRoles assignRoles,
      KeyRing ring,
      Audit audit,
      Clock clock) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.users = users;
    this.assignRoles = assignRoles;
    this.ring = ring;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds one, with its first key.
   *
   * @throws NotPermitted if the caller has no rank that grants it
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   * @throws InvalidInput if the workspace lacks one of the roles
   * @throws Conflict if the name is taken
   */
  public AddedServiceAccount add(Caller caller, NewServiceAccount added) {
    permissions.requireRecent(caller, Permission.MANAGE_KEYS);
    if (!added.roles().isEmpty()) {
      Permissions.require(caller, Permission.ADMINISTER_WORKSPACE);
    }
    // Making the key locks it too; after the insert, which holds on to the workspace as well, two
    // would wait for each other.
    workspaces.lock(caller.workspaceId());
    User account =
        User.serviceAccount(
            workspaces.named(caller.workspaceUid()).orElseThrow(),
            added.name(),
            added.displayName().orElseGet(() -> DisplayName.nearest(added.name().value())),
            clock.instant());
    users.add(account);
    audit.record(
        assignRoles.assign(
            account, added.roles(), caller.actingOn(account, AuditType.SERVICE_ACCOUNT_ADD)));
    MadeApiKey key =
        ring.make(
            caller,
            ApiKeyOwner.user(account),
            FIRST_KEY,
            ManageServiceAccounts.LOGIN,
            Optional.empty());
    return new AddedServiceAccount(account, key);
  }
}
