package org.gatehouse.bench.process;

import java.time.Duration;

/** Waits. */
public final class Pause {
  private Pause() {}

  /** Waits for so long. */
  public static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
