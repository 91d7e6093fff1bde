package org.gatehouse.core.login;

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

  private static final int FIRST_DELAYED = 5;

  /** How long nobody may try after so many: twice as long after each one more. */
  Duration delayAfter(int failures) {
    return failures < FIRST_DELAYED
        ? Duration.ZERO
        : firstDelay.multipliedBy(1L << (failures - FIRST_DELAYED));
  }
}
