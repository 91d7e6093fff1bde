package org.gatehouse.core.login;

import java.util.Optional;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.user.User;

/**
 * Whom an attempt is about.
 *
 * @param account under which failures are counted, for nobody too
 * @param user who it is, if anybody
 */
record LoginTarget(String account, Optional<User> user) {
  static LoginTarget of(User user) {
    return new LoginTarget(GuessGuard.account(user.id()), Optional.of(user));
  }
}
