package org.gatehouse.core.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SessionLimits;

/**
 * Slows down guessing: failures in a row make the next attempt wait longer and longer, and so many
 * lock for a while, whether there is such an account or not. The count is in the database, so that
 * it survives a restart and holds across nodes.
 */
@Singleton
class LoginThrottle {
  private static final int STRIPES = 1_024;
  private static final int LONGEST_QUEUE = 32;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

  /** For as long those are remembered that have locked once: a patient guesser is one too. */
  private static final Duration LOCKS_REMEMBERED_FOR = Duration.ofDays(30);

  private final LoginFailureRows failures;
  private final LockOutRules rules;
  private final Clock clock;
  private final List<Semaphore> turns =
      Stream.generate(() -> new Semaphore(1, true)).limit(STRIPES).toList();

  @Inject
  LoginThrottle(LoginFailureRows failures, Settings settings, Clock clock) {
    this.failures = failures;
    this.rules = new LockOutRules(settings.guesses().firstDelay());
    this.clock = clock;
  }

  /**
   * Makes attempts on one account one after the other. An attempt under way counts as a failure,
   * and without turns ten right ones at once would lock the account. An attempt that ends in an
   * error is none. Not to be called within a transaction.
   *
   * @param judge told whether the attempt may be made; takes it back or calls {@link #succeeded}
   *     unless it has failed
   * @throws Busy if too many wait for their turn
   */
  <T> T attempt(String subject, Function<Admission, T> judge) {
    Semaphore turn = turns.get(Math.floorMod(subject.hashCode(), STRIPES));
    if (turn.getQueueLength() >= LONGEST_QUEUE || !acquire(turn)) {
      throw new Busy(RETRY_AFTER);
    }
    try {
      return judged(subject, admit(subject), judge);
    } finally {
      turn.release();
    }
  }

  private <T> T judged(String subject, Admission admission, Function<Admission, T> judge) {
    try {
      return judge.apply(admission);
    } catch (RuntimeException e) {
      try {
        takeBack(subject, admission);
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  private static boolean acquire(Semaphore turn) {
    try {
      return turn.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Admission admit(String subject) {
    try {
      return failures.admit(subject, clock.instant(), rules);
    } catch (PersistenceException e) {
      // Two first attempts at once, on two nodes, both made the row; now it is there.
      return failures.admit(subject, clock.instant(), rules);
    }
  }

  /** Takes an attempt back that turned out to be no failure, though no login either. */
  void takeBack(String subject, Admission admission) {
    if (admission.isOpen()) {
      failures.takeBack(subject, admission);
    }
  }

  /** Forgets the failures of this subject. */
  void succeeded(String subject) {
    failures.remove(subject);
  }

  /** Until when this subject is locked; nothing if it isn't. */
  Optional<Instant> lockedUntil(String subject) {
    return failures.lockedUntil(subject, clock.instant());
  }

  /**
   * Removes counts that matter no longer. Those of a session only when it has ended: or who has
   * stolen one could guess nine times a day.
   */
  int removeOld() {
    Instant now = clock.instant();
    return OldRows.inBatches(most -> failures.removeOld(now.minus(SessionLimits.LONGEST), most))
        + OldRows.inBatches(most -> failures.removeOldWithoutLock(now.minus(REMEMBERED_FOR), most))
        + OldRows.inBatches(
            most -> failures.removeOldOfOthers(now.minus(LOCKS_REMEMBERED_FOR), most));
  }
}
