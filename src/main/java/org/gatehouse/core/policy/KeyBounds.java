package org.gatehouse.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a workspace lets keys be.
 *
 * @param days how long they live at the most, counted from their making; nothing for as long as
 *     whoever makes them wants
 * @param administering whether they may keep the rank of an administrator
 */
public record KeyBounds(OptionalInt days, boolean administering) {
  /** Anything. */
  public static final KeyBounds NONE = new KeyBounds(OptionalInt.empty(), true);

  /** The longest life that can be said, in days: ten years. */
  public static final int MOST_DAYS = 3650;

  /** When a key ends at the latest that was made then; nothing for never. */
  public Optional<Instant> end(Instant made) {
    return days.isPresent()
        ? Optional.of(made.plus(Duration.ofDays(days.getAsInt())))
        : Optional.empty();
  }
}
