package org.gatehouse.core.administration;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.access.AssignRoles;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserChanged;

/** Changes users of the own workspace: how they are called, what they may, whether they get in. */
@Singleton
public class ChangeUser {
  private final TargetUsers targets;
  private final ChangePrivileges privileges;
  private final Addresses addresses;
  private final AssignRoles assignRoles;
  private final Audit audit;
  private final Event<UserChanged> userChanges;
  private final Transactions transactions;

  @Inject
  ChangeUser(
      TargetUsers targets,
      ChangePrivileges privileges,
      Addresses addresses,
      AssignRoles assignRoles,
      Audit audit,
      Event<UserChanged> userChanges,
      Transactions transactions) {
    this.targets = targets;
    this.privileges = privileges;
    this.addresses = addresses;
    this.assignRoles = assignRoles;
    this.audit = audit;
    this.userChanges = userChanges;
    this.transactions = transactions;
  }

  /**
   * Changes a person.
   *
   * @return the user as it is now, or nothing if the workspace has none of that name
   * @throws NotPermitted if the caller has no rank that grants it, or isn't of sufficient rank, or
   *     changes the own address, which the own account asks for a password
   * @throws ReauthenticationRequired if the change gives power, and the caller hasn't shown a
   *     moment ago who it is
   * @throws InvalidInput if the workspace lacks one of the roles
   * @throws Conflict if the workspace would be left without an administrator, or a rank might come
   *     to somebody else than the user
   */
  public Optional<User> change(Caller caller, String name, UserChange change) {
    Optional<User> target = targets.find(caller, name);
    if (target
        .filter(user -> user.id().equals(caller.userId()) && change.moves(user))
        .isPresent()) {
      // The way back into an account: a session alone must not be enough to change it.
      throw new NotPermitted("Change your own e-mail address under your own account.");
    }
    return target.map(user -> change(caller, user, change));
  }

  /** The same of somebody, or a program, whom the caller has found in the own workspace. */
  User change(Caller caller, User found, UserChange change) {
    return transactions.call(
        () -> {
          User user = targets.lock(caller, found, change);
          apply(caller, user, change);
          return user;
        });
  }

  private void apply(Caller caller, User user, UserChange change) {
    String called = user.displayName();
    change.displayName().ifPresent(user::rename);
    // Before: what counts for a rank is the address that was there, not the one that comes with it.
    privileges.change(caller, user, change);
    change.email().ifPresent(email -> moveTo(caller, user, email));
    change.roles().ifPresent(roles -> assign(caller, user, roles));
    userChanges.fire(new UserChanged(user.id()));
    audit.record(
        caller
            .actingOn(user, AuditType.USER_CHANGE)
            .changeHidden("display_name", called, user.displayName()));
  }

  private void assign(Caller caller, User user, List<String> roles) {
    Permissions.require(caller, Permission.ADMINISTER_WORKSPACE);
    audit.record(assignRoles.assign(user, roles, caller.actingOn(user, AuditType.ROLES_CHANGE)));
  }

  private void moveTo(Caller caller, User user, EmailAddress to) {
    String before = user.email();
    if (addresses.move(user, to, true)) {
      audit.record(
          caller
              .actingOn(user, AuditType.EMAIL_CHANGE)
              .changeHidden("email", before, user.email()));
    }
  }
}
