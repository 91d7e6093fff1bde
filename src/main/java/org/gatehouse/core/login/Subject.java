package org.gatehouse.core.login;

import java.util.Optional;
import org.gatehouse.core.user.User;

/**
 * Whom an attempt is about.
 *
 * @param key under which failures are counted, for nobody too
 * @param user who it is, if anybody
 */
record Subject(String key, Optional<User> user) {
  static Subject of(User user) {
    return new Subject(LoginThrottle.subject(user.id()), Optional.of(user));
  }
}
