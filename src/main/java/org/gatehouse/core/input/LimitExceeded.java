package org.gatehouse.core.input;

import java.time.Duration;

/** Says that somebody asks more often than is allowed. */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param retryAfter when the next request is allowed
   */
  public LimitExceeded(Duration retryAfter) {
    super("Too many requests.", null, false, false);
    this.retryAfter = retryAfter;
  }

  /** When the next request is allowed. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
