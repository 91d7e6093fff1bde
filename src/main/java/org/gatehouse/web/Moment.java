package org.gatehouse.web;

import java.time.Instant;
import java.util.Optional;

/**
 * A moment, as a page shows it: in UTC, and by the script in the zone of who reads it. {@code
 * g:time} writes it.
 *
 * @param at when; nothing where there was or will be none
 * @param text how people read it without a script
 */
public record Moment(Optional<Instant> at, String text) {
  /** Whether there is a moment. */
  public boolean isPresent() {
    return at.isPresent();
  }

  /** For programs (ISO 8601). */
  public String getIso() {
    return at.map(Instant::toString).orElse("");
  }
}
