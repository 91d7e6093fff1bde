package org.gatehouse.core.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How accounts of people end.
 *
 * @param idleDays after how many days without activity they are deactivated; nothing for as the
 *     installation has it
 * @param selfDeletion whether people may delete their own
 */
public record AccountBounds(OptionalInt idleDays, boolean selfDeletion) {
  /** As the installation has it, and by administrators only. */
  public static final AccountBounds NONE = new AccountBounds(OptionalInt.empty(), false);

  /** The fewest days that can be said: people are told a week before. */
  public static final int LEAST_IDLE_DAYS = 14;

  /** The most days that can be said: ten years. */
  public static final int MOST_IDLE_DAYS = 3650;

  /** The same days, as a time. */
  public Optional<Duration> idle() {
    return idleDays.isPresent()
        ? Optional.of(Duration.ofDays(idleDays.getAsInt()))
        : Optional.empty();
  }
}
