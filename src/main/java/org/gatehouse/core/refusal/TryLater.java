package org.gatehouse.core.refusal;

import java.time.Duration;

/** Says that something can't be done now, and when it is worth trying again. */
public abstract sealed class TryLater extends RuntimeException permits Busy, LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Duration after;

  TryLater(String message, Duration after) {
    super(message, null, false, false);
    this.after = after;
  }

  /** When it is worth trying again. */
  public Duration retryAfter() {
    return after;
  }

  /** The same in whole seconds, and never before the moment. */
  public long retryAfterSeconds() {
    return after.toSeconds() + 1;
  }
}
