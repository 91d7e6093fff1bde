package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.Users;

/**
 * What an administrator does to the users of the own workspace. Users of other workspaces don't
 * exist here. A system administrator is changed by system administrators only: resetting a
 * credential would be a way to take the rank.
 */
@Singleton
public class ManageUsers {
  private static final int MADE_PASSWORD_GROUPS = 4;

  private final Users users;
  private final PasswordPolicy policy;
  private final Passwords passwords;
  private final RandomToken random;
  private final UserChanges changes;

  @Inject
  ManageUsers(
      Users users,
      PasswordPolicy policy,
      Passwords passwords,
      RandomToken random,
      UserChanges changes) {
    this.users = users;
    this.policy = policy;
    this.passwords = passwords;
    this.random = random;
    this.changes = changes;
  }

  /** A person of the caller's workspace; everybody in it may know who is in it. */
  public Optional<User> find(Caller caller, String name) {
    return users.named(caller.workspaceId(), name).filter(user -> !user.isServiceAccount());
  }

  /**
   * A page of the people of the caller's workspace.
   *
   * @param search a part of the name, display name or e-mail; empty for all
   * @param page counted from 1
   * @param size how many on a page
   * @throws NotPermitted if the caller isn't an administrator
   */
  public UserList list(Caller caller, String search, int page, int size) {
    Permissions.requireAdministrator(caller);
    return users.search(caller.workspaceId(), false, search, (page - 1) * size, size);
  }

  /**
   * Adds a user with an initial password, which must be changed at the first login.
   *
   * @throws NotPermitted if the caller isn't an administrator
   * @throws InvalidInput if the password is against the policy
   * @throws Conflict if the name is taken
   */
  public AddedUser add(Caller caller, NewUser user) {
    Permissions.requireAdministrator(caller);
    Optional<String> made =
        user.initialPassword().isPresent() ? Optional.empty() : Optional.of(makePassword());
    PasswordOwner owner =
        PasswordOwner.newcomer(
            user.name().value(),
            caller.workspaceName(),
            caller.workspaceUid(),
            user.email().value(),
            user.displayName().map(DisplayName::value).orElse(""));
    user.initialPassword().ifPresent(chosen -> policy.check(chosen, owner));
    Password initial = user.initialPassword().or(() -> made.map(Password::new)).orElseThrow();
    HashedPassword hashed = passwords.hash(initial);
    return new AddedUser(changes.add(caller, user, hashed), made);
  }

  /**
   * Changes a user.
   *
   * @return the user as it is now, or nothing if the workspace has none of that name
   * @throws NotPermitted if the caller isn't an administrator, or not of sufficient rank, or
   *     changes the own address, which the own account asks for a password
   * @throws InvalidInput if the workspace lacks one of the roles
   * @throws Conflict if the workspace would be left without an administrator
   */
  public Optional<User> change(Caller caller, String name, UserChange change) {
    Optional<User> target = target(caller, name);
    target
        .filter(user -> user.id().equals(caller.userId()))
        .filter(
            user -> change.email().filter(email -> !email.value().equals(user.email())).isPresent())
        .ifPresent(user -> refuseOwnAddress());
    return target.map(user -> changes.change(caller, user.id(), change));
  }

  /**
   * Turns off the two-factor authentication of a user who lost phone and recovery codes, and ends
   * the user's sessions.
   *
   * @return the user, or nothing if the workspace has none of that name
   * @throws NotPermitted if the caller isn't an administrator, or not of sufficient rank
   */
  public Optional<User> resetSecondFactor(Caller caller, String name) {
    return other(caller, name).map(user -> changes.resetSecondFactor(caller, user.id()));
  }

  /**
   * Gives a user a new initial password and ends the user's sessions.
   *
   * @return the password, to be shown once, or nothing if the workspace has no such user
   * @throws NotPermitted if the caller isn't an administrator, or not of sufficient rank
   */
  public Optional<String> resetPassword(Caller caller, String name) {
    return other(caller, name)
        .map(
            user -> {
              String made = makePassword();
              changes.resetPassword(caller, user.id(), passwords.hash(new Password(made)));
              return made;
            });
  }

  /** The way back into an account: a session alone must not be enough to change it. */
  private static void refuseOwnAddress() {
    throw new NotPermitted("Change your own e-mail address under your own account.");
  }

  private String makePassword() {
    return random.readable(MADE_PASSWORD_GROUPS);
  }

  /** The own credentials are changed under the own account, which asks for the password. */
  Optional<User> other(Caller caller, String name) {
    Optional<User> user = target(caller, name);
    if (user.filter(found -> found.id().equals(caller.userId())).isPresent()) {
      throw new NotPermitted("Change your own credentials under your own account.");
    }
    return user;
  }

  private Optional<User> target(Caller caller, String name) {
    Permissions.requireAdministrator(caller);
    Optional<User> user = find(caller, name);
    user.ifPresent(found -> Permissions.requireAsHighAs(found, caller));
    return user;
  }
}
