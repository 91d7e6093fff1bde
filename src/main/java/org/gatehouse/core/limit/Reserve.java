package org.gatehouse.core.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * Permits that this process has taken from a bucket ahead. It is good for as long as the bucket
 * needs to get as many again, so both together never allow more than the limit does; what is left
 * of it then, or given back later, is in the bucket by itself. Not to be used by two threads at
 * once.
 */
final class Reserve {
  private final Limit limit;
  private final Instant since;
  private long taken;
  private long left;

  /** An empty one. */
  Reserve(Limit limit, Instant now) {
    this.limit = limit;
    this.since = now;
  }

  boolean isGood(Instant now) {
    Duration refill = limit.period().multipliedBy(taken).dividedBy(limit.capacity());
    return now.isBefore(since.plus(refill));
  }

  boolean isEmpty() {
    return left == 0;
  }

  /** Adds some that were taken from the bucket. */
  void add(long some) {
    taken += some;
    left += some;
  }

  /**
   * Takes one.
   *
   * @param back gives it back to this reserve
   */
  Permit take(Runnable back) {
    left--;
    return new Permit(back);
  }

  void giveBack() {
    left++;
  }
}
