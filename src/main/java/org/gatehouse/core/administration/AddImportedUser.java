package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.RegisterPerson;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;

/** Adds one person of an import, with the hash of the password. */
@Singleton
class AddImportedUser {
  /** Of each workspace: whoever comes with a dear hash costs us that once. */
  static final Limit ROWS = new Limit("import", 20_000, Duration.ofDays(1));

  private final Permissions permissions;
  private final FindUsers findUsers;
  private final AddUser addUser;
  private final RegisterPerson registerPerson;
  private final Passwords passwords;
  private final Limits limits;

  @Inject
  AddImportedUser(
      Permissions permissions,
      FindUsers findUsers,
      AddUser addUser,
      RegisterPerson registerPerson,
      Passwords passwords,
      Limits limits) {
    this.permissions = permissions;
    this.findUsers = findUsers;
    this.addUser = addUser;
    this.registerPerson = registerPerson;
    this.passwords = passwords;
    this.limits = limits;
  }

  /**
   * Counts the row, outside of the transaction in which it is added.
   *
   * @throws LimitExceeded if the workspace has imported too many
   */
  void count(Caller caller) {
    limits.take(ROWS, caller.workspaceId().toString());
  }

  /** Whether the workspace has somebody of that name. */
  boolean isPresent(Caller caller, ImportedUser row) {
    return findUsers.find(caller, row.name()).isPresent();
  }

  /**
   * Adds the person, in the transaction of the caller.
   *
   * @throws BrokenRule if the row isn't as it has to be
   * @throws NotPermitted if the caller is an administrator no longer. Whether it has shown who it
   *     is was asked before the first row: an import may take longer than that counts.
   */
  void add(Caller caller, ImportedUser row) {
    permissions.requireStill(caller, Permission.ADMINISTER_WORKSPACE);
    NewUser user =
        new NewUser(
            new UserName(row.name()),
            new EmailAddress(row.email()),
            row.displayName().map(DisplayName::new),
            Optional.empty(),
            row.isAdministrator(),
            row.roles());
    Optional<HashedPassword> password = row.passwordHash().map(HashedPassword::imported);
    User added = addUser.addPermitted(caller, user, registerPerson::registerWithoutPassword);
    password.ifPresent(hash -> passwords.set(added.id(), hash));
  }
}
