package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Those without whom nobody could go on: the last administrator of a workspace or of the
 * installation, and the way back in where single sign-on fails. To be asked in the transaction of
 * the change, by who has locked the user.
 */
@Singleton
class Indispensable {
  private final Users users;
  private final SignOnPolicies policies;

  @Inject
  Indispensable(Users users, SignOnPolicies policies) {
    this.users = users;
    this.policies = policies;
  }

  /**
   * A user, locked; first whoever could be the last system administrator with it.
   *
   * @return nothing if it is gone
   */
  Optional<User> lock(UUID id) {
    Optional<User> found = users.withId(id);
    if (found.filter(User::isSystemAdministrator).isPresent()) {
      users.lockSystemAdministrators();
    }
    return found.flatMap(users::toBeChanged);
  }

  /** Whether it is one of those. */
  boolean is(User user) {
    return isLastAdministrator(user) || isLastSystemAdministrator(user) || isWayBack(user);
  }

  /**
   * Lets pass who can go.
   *
   * @throws Conflict if somebody would be missed
   */
  void requireOthers(User user) {
    requireAnotherAdministrator(user);
    requireAnotherSystemAdministrator(user);
  }

  /**
   * Lets pass who can be no administrator of the workspace.
   *
   * @throws Conflict if somebody would be missed
   */
  void requireAnotherAdministrator(User user) {
    if (isLastAdministrator(user)) {
      throw new Conflict(AdministrationRule.LAST_ADMINISTRATOR);
    }
    if (isWayBack(user)) {
      throw new Conflict(AdministrationRule.IS_WAY_BACK);
    }
  }

  /**
   * Lets pass who can be no administrator of the installation.
   *
   * @throws Conflict if somebody would be missed
   */
  void requireAnotherSystemAdministrator(User user) {
    if (isLastSystemAdministrator(user)) {
      throw new Conflict(AdministrationRule.LAST_SYSTEM_ADMINISTRATOR);
    }
  }

  private boolean isLastAdministrator(User user) {
    return user.isAdministrator()
        && users.otherAdministrators(user.workspace().id(), user.id()) == 0;
  }

  private boolean isLastSystemAdministrator(User user) {
    return user.isSystemAdministrator() && users.otherSystemAdministrators(user.id()) == 0;
  }

  private boolean isWayBack(User user) {
    return policies.of(user.workspace().id()).wayBack().equals(Optional.of(user.id()));
  }
}
