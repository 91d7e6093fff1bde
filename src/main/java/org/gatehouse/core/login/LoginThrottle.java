package org.gatehouse.core.login;

import java.util.UUID;
import org.gatehouse.core.secret.RandomToken;

/**
 * Slows down guessing: so many failures in a row lock the account for a while, known or not. The
 * count is in the database, so that it survives a restart and holds across nodes.
 */
public interface LoginThrottle {
  /** The subject under which the failures of a user are counted. */
  static String subject(UUID userId) {
    return RandomToken.hash(userId.toString());
  }

  /** Whether logins of this subject are refused for now. */
  boolean isLocked(String subject);

  /**
   * Counts a failure.
   *
   * @return whether this one locked the account
   */
  boolean failed(String subject);

  /** Forgets the failures of this subject. */
  void succeeded(String subject);

  /** Removes counts that matter no longer. */
  int removeOld();
}
