package org.gatehouse.work;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.http.Outage;

/**
 * Work outside of requests that is done in rounds, one at a time on this node: whoever calls for
 * one while another is under way has it followed by one more. No round that fails is the last.
 */
final class CoalescingTask {
  private static final Logger LOG = System.getLogger(CoalescingTask.class.getName());

  private final Runnable work;
  private final String failure;

  /** Calls that the round under way may have missed. */
  private final AtomicInteger calls = new AtomicInteger();

  private boolean failed;

  /**
   * @param work what is done in each
   * @param failure what to tell where that fails
   */
  CoalescingTask(Runnable work, String failure) {
    this.work = work;
    this.failure = failure;
  }

  /** Here and now. */
  void call() {
    callBy(Runnable::run);
  }

  /** Has rounds begun by this executor, if there are none already. */
  void callBy(Executor thread) {
    if (calls.getAndIncrement() == 0) {
      try {
        thread.execute(this::go);
      } catch (RejectedExecutionException e) {
        // Nobody is on the way; whoever calls next, in a few seconds, may find a thread.
        calls.set(0);
      }
    }
  }

  private void go() {
    int heard;
    do {
      heard = calls.get();
      round();
    } while (!calls.compareAndSet(heard, 0));
  }

  private void round() {
    try {
      work.run();
      failed = false;
    } catch (Exception | Error e) {
      // Whatever it is, the next round may be better, and none would follow one that throws.
      // Told once, not every few seconds.
      if (!failed && !Outage.OF_DATABASE.hasBegunBy(e)) {
        LOG.log(Level.ERROR, failure, e);
      }
      failed = true;
    }
  }
}
