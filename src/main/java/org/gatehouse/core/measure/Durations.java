package org.gatehouse.core.measure;

import java.util.concurrent.atomic.LongAdder;

/** How often something was done, and how long it took in all, since this process started. */
public final class Durations {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /**
   * It was done once more, and is over now.
   *
   * @param begun when it began, as {@link System#nanoTime} said then
   */
  public void addSince(long begun) {
    count.increment();
    nanos.add(System.nanoTime() - begun);
  }

  /** How often. */
  public long count() {
    return count.sum();
  }

  /** How long, in seconds. */
  public double seconds() {
    return nanos.sum() / NANOS_PER_SECOND;
  }
}
