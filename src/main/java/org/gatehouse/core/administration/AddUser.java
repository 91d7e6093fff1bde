package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.gatehouse.core.access.AssignRoles;
import org.gatehouse.core.account.NewPerson;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.RegisterPerson;
import org.gatehouse.core.administration.InitialPasswords.InitialPassword;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.workspace.Workspaces;

/** Adds people to the own workspace. */
@Singleton
public class AddUser {
  private final Permissions permissions;
  private final InitialPasswords initialPasswords;
  private final Workspaces workspaces;
  private final RegisterPerson registerPerson;
  private final AssignRoles assignRoles;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  AddUser(
      Permissions permissions,
      InitialPasswords initialPasswords,
      Workspaces workspaces,
      RegisterPerson registerPerson,
      AssignRoles assignRoles,
      Audit audit,
      Transactions transactions) {
    this.permissions = permissions;
    this.initialPasswords = initialPasswords;
    this.workspaces = workspaces;
    this.registerPerson = registerPerson;
    this.assignRoles = assignRoles;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Adds a user with an initial password, which must be changed at the first login.
   *
   * @throws NotPermitted if the caller has no rank that grants it
   * @throws ReauthenticationRequired if the user shall be one, and the caller hasn't shown a moment
   *     ago who it is
   * @throws InvalidInput if the password is against the policy, or the workspace lacks a role
   * @throws Conflict if the name is taken
   */
  public AddedUser add(Caller caller, NewUser added) {
    Permissions.require(caller, Permission.MANAGE_PEOPLE);
    InitialPassword initial =
        added
            .initialPassword()
            .map(
                chosen ->
                    initialPasswords.chosen(caller.workspaceId(), chosen, owner(caller, added)))
            .orElseGet(initialPasswords::make);
    HashedPassword password = initial.hashed();
    User user =
        transactions.call(
            () ->
                addChecked(
                    caller,
                    added,
                    (person, rank) -> registerPerson.registerFor(person, rank, password)));
    return new AddedUser(user, initial.made());
  }

  /** The same without a password, in the transaction of the caller. */
  User addWithoutPassword(Caller caller, NewUser added) {
    return addChecked(caller, added, registerPerson::registerWithoutPassword);
  }

  private User addChecked(
      Caller caller, NewUser added, BiFunction<NewPerson, Consumer<User>, User> register) {
    if (added.administrator() || !added.roles().isEmpty()) {
      Permissions.require(caller, Permission.ADMINISTER_WORKSPACE);
    }
    permissions.require(caller, Permission.MANAGE_PEOPLE, added.administrator());
    return addPermitted(caller, added, register);
  }

  /**
   * The same in whatever way the person gets a password, if at all, for who has made sure that the
   * caller may.
   */
  User addPermitted(
      Caller caller, NewUser added, BiFunction<NewPerson, Consumer<User>, User> register) {
    NewPerson person =
        new NewPerson(
            workspaces.named(caller.workspaceUid()).orElseThrow(),
            added.name(),
            added.email(),
            added.displayName());
    User user =
        register.apply(
            person,
            registered -> {
              registered.vouchForEmail();
              registered.makeAdministrator(added.administrator());
            });
    audit.record(
        assignRoles.assign(
            user,
            added.roles(),
            caller
                .actingOn(user, AuditType.USER_ADD)
                .change("administrator", false, added.administrator())
                .changeHidden("email", "", user.email())));
    return user;
  }

  private static PasswordOwner owner(Caller caller, NewUser user) {
    return PasswordOwner.newcomer(
        user.name().value(),
        caller.workspaceName(),
        caller.workspaceUid(),
        user.email().value(),
        user.displayName().map(DisplayName::value).orElse(""));
  }
}
