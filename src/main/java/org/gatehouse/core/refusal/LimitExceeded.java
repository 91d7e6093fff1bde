package org.gatehouse.core.refusal;

import java.time.Duration;

/** Says that somebody asks, or is wrong, more often than is allowed. */
public final class LimitExceeded extends TryLater {
  private static final long serialVersionUID = 1L;

  /**
   * @param retryAfter when the next request is allowed
   */
  public LimitExceeded(Duration retryAfter) {
    super("Too many requests.", retryAfter);
  }
}
