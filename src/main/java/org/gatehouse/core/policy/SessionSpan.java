package org.gatehouse.core.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session goes on.
 *
 * @param idle while nobody uses it
 * @param lifetime however much it is used
 */
public record SessionSpan(Duration idle, Duration lifetime) {
  /** Whether one is over that was opened and used at these moments. */
  public boolean isOver(Instant opened, Instant used, Instant now) {
    return !opened.plus(lifetime).isAfter(now) || !used.plus(idle).isAfter(now);
  }
}
