package org.gatehouse.core.refusal;

import java.time.Duration;

/** Says that more is asked for at once than the server takes on, and when to try again. */
public final class Busy extends TryLater {
  private static final long serialVersionUID = 1L;

  /**
   * @param retryAfter when it is worth trying again
   */
  public Busy(Duration retryAfter) {
    super("Too much is asked for at once.", retryAfter);
  }
}
