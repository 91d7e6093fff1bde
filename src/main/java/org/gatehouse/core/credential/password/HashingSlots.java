package org.gatehouse.core.credential.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gatehouse.core.refusal.Busy;

/**
 * Lets only so many hashes be computed at once; a short queue waits, who comes later is refused.
 */
final class HashingSlots {
  private static final int QUEUE_PER_SLOT = 16;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  private final int count;
  private final Supplier<Busy> busy;
  private final Semaphore running;
  private final Semaphore admitted;

  /**
   * @param count how many at once
   * @param busy what whoever is refused gets to know
   */
  HashingSlots(int count, Supplier<Busy> busy) {
    this.count = count;
    this.busy = busy;
    this.running = new Semaphore(count, true);
    this.admitted = new Semaphore(count * (QUEUE_PER_SLOT + 1));
  }

  /**
   * Does it in a slot.
   *
   * @param waited told when it was asked for and when it got one, in nanoseconds
   * @throws Busy if the queue is full, or none became free in time
   */
  <T> T in(Waited waited, Work<T> work) throws InterruptedException {
    if (!admitted.tryAcquire()) {
      throw busy.get();
    }
    try {
      long asked = System.nanoTime();
      if (!running.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy.get();
      }
      waited.since(asked);
      try {
        return work.run();
      } finally {
        running.release();
      }
    } finally {
      admitted.release();
    }
  }

  /** Refuses whoever would be. */
  void requireRoom() {
    if (admitted.availablePermits() == 0) {
      throw busy.get();
    }
  }

  /** How many are being computed. */
  int computing() {
    return count - running.availablePermits();
  }

  /** How many are being computed, or wait for that. */
  int taken() {
    return count * (QUEUE_PER_SLOT + 1) - admitted.availablePermits();
  }

  /** What is told how long it took to get a slot. */
  @FunctionalInterface
  interface Waited {
    void since(long asked);
  }

  /** What is done in a slot. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws InterruptedException;
  }
}
