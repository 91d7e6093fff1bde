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

  /**
   * Asks whether an attempt may be made, before it is made, and counts it as a failure until it is
   * taken back or has succeeded. Not to be called within a transaction.
   */
  public Admission admit(String subject) {
    try {
      return failures.admit(subject);
    } catch (PersistenceException e) {
      // Two first attempts at once both made the row; now it is there.
      return failures.admit(subject);
    }
  }

  /** Takes an attempt back that turned out to be no failure, though no login either. */
  public void takeBack(String subject, Admission admission) {
    if (admission != Admission.LOCKED) {
      failures.takeBack(subject, admission);
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
