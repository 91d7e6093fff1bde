package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.util.UUID;
import org.gatehouse.core.secret.RandomToken;

/**
 * Slows down guessing: so many failures in a row lock the account for a while, known or not. The
 * count is in the database, so that it survives a restart and holds across nodes.
 */
@Singleton
public class LoginThrottle {
  private final JpaLoginFailures failures;

  @Inject
  LoginThrottle(JpaLoginFailures failures) {
    this.failures = failures;
  }

  /** The subject under which the failures of a user are counted. */
  public static String subject(UUID userId) {
    return RandomToken.hash(userId.toString());
  }

  /** Whether logins of this subject are refused for now. */
  public boolean isLocked(String subject) {
    return failures.isLocked(subject);
  }

  /**
   * Counts a failure. Not to be called within a transaction.
   *
   * @return whether this one locked the account
   */
  public boolean failed(String subject) {
    try {
      return failures.add(subject);
    } catch (PersistenceException e) {
      // Two first failures at once both made the row; now it is there.
      return failures.add(subject);
    }
  }

  /** Forgets the failures of this subject. */
  public void succeeded(String subject) {
    failures.remove(subject);
  }

  /** Removes counts that matter no longer. */
  public int removeOld() {
    return failures.removeOld();
  }
}
