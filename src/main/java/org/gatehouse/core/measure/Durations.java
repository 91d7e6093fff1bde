package org.gatehouse.core.measure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How often something was done, and how long it took, since this process started. */
public final class Durations {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final double[] BOUNDS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
  };

  private static final long[] NANOS =
      DoubleStream.of(BOUNDS).mapToLong(bound -> Math.round(bound * NANOS_PER_SECOND)).toArray();

  private final LongAdder[] counts =
      Stream.generate(LongAdder::new).limit(BOUNDS.length).toArray(LongAdder[]::new);

  private final LongAdder sum = new LongAdder();

  /**
   * It was done once more, and is over now.
   *
   * @param begun when it began, as {@link System#nanoTime} said then
   */
  public void addSince(long begun) {
    add(System.nanoTime() - begun);
  }

  void add(long nanos) {
    int bucket = 0;
    while (nanos > NANOS[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(nanos);
  }

  /** Up to how many seconds each count goes, that bound included; the last has no end. */
  public static double[] bounds() {
    return BOUNDS.clone();
  }

  /** How often it took no longer than each bound, and longer than the one before. */
  public long[] counts() {
    return Stream.of(counts).mapToLong(LongAdder::sum).toArray();
  }

  /** How long in all, in seconds. */
  public double seconds() {
    return sum.sum() / NANOS_PER_SECOND;
  }
}
