package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * The users whom others change. Whoever has a rank is changed by those who may give it: resetting a
 * credential would be a way to take it.
 *
 * <p>They are found outside of the transaction, and locked first of all in it: what a transaction
 * has read before it locks isn't read again, and fails it if somebody has changed it meanwhile.
 */
@Singleton
class TargetUsers {
  private final FindUsers findUsers;
  private final Users users;
  private final Permissions permissions;

  @Inject
  TargetUsers(FindUsers findUsers, Users users, Permissions permissions) {
    this.findUsers = findUsers;
    this.users = users;
    this.permissions = permissions;
  }

  /**
   * A person of the caller's workspace.
   *
   * @throws NotPermitted if the caller has no rank that grants it, or isn't of sufficient rank
   */
  Optional<User> find(Caller caller, String name) {
    Permissions.require(caller, Permission.MANAGE_PEOPLE);
    return findUsers.find(caller, name).map(found -> ofNoHigherRank(caller, found));
  }

  /**
   * The same of somebody else: the own credentials are changed under the own account, which asks
   * for the password.
   *
   * @throws NotPermitted as above, or if it is the caller
   */
  Optional<User> findOther(Caller caller, String name) {
    Optional<User> user = find(caller, name);
    if (user.filter(found -> found.id().equals(caller.userId())).isPresent()) {
      throw new NotPermitted("Change your own credentials under your own account.");
    }
    return user;
  }

  /**
   * The user, locked in the transaction of the caller, so that the rank stays what it was found to
   * be.
   *
   * @throws NotPermitted if the caller isn't of sufficient rank
   * @throws Conflict if the user was erased since
   */
  User lock(Caller caller, User found) {
    User user = users.toBeChanged(found).orElseThrow(() -> new Conflict(AdministrationRule.GONE));
    return ofNoHigherRank(caller, user);
  }

  /**
   * The same for an administrator who still is one.
   *
   * @param outlasting whether what follows gives power that outlasts the session
   * @throws NotPermitted as above, or if the caller is an administrator no longer
   * @throws ReauthenticationRequired if that is needed, and the caller hasn't shown a moment ago
   *     who it is
   */
  User lock(Caller caller, User found, Predicate<User> outlasting) {
    User user = lock(caller, found);
    permissions.require(
        caller,
        user.isServiceAccount() ? Permission.MANAGE_KEYS : Permission.MANAGE_PEOPLE,
        outlasting.test(user));
    return user;
  }

  /** The same for this change. */
  User lock(Caller caller, User found, UserChange change) {
    if (change.unseats(found)) {
      users.lockSystemAdministrators();
    }
    return lock(caller, found, change::givesPower);
  }

  private static User ofNoHigherRank(Caller caller, User user) {
    Permissions.requireAsHighAs(user, caller);
    return user;
  }
}
