package org.gatehouse.core.guard;

import java.time.Duration;

/**
 * What failures in a row lead to.
 *
 * @param firstDelay how long nobody may try after the fifth
 */
record LockOutRules(Duration firstDelay) {
  /** The failure of this number locks. */
  static final int LIMIT = 10;

  static final Duration LOCKED_FOR = Duration.ofMinutes(15);

  /** As many in a row, over all locks, are as many as there may be (NIST 800-63B-4, 3.2.2). */
  static final int LIMIT_IN_A_ROW = 100;

  static final Duration LOCKED_FOR_LONG = Duration.ofDays(1);

  private static final int FIRST_DELAYED = 5;

  /** How long the lock is after so many in a row. */
  static Duration lockAfter(int inARow) {
    return inARow < LIMIT_IN_A_ROW ? LOCKED_FOR : LOCKED_FOR_LONG;
  }

  /** How long nobody may try after so many: twice as long after each one more. */
  Duration delayAfter(int failures) {
    return failures < FIRST_DELAYED
        ? Duration.ZERO
        : firstDelay.multipliedBy(1L << (failures - FIRST_DELAYED));
  }
}
