package org.gatehouse.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.core.mail.DeliverLetters;
import org.gatehouse.core.mail.LetterPut;

/**
 * Has letters delivered outside of requests: at once when one was put into the outbox, and every
 * few seconds for those whose pause is over, or that another node has left.
 */
@Singleton
public class Postman {
  private static final Logger LOG = System.getLogger(Postman.class.getName());
  private static final int SECONDS_BETWEEN = 5;

  private final Runnable delivery;

  /** Calls that the round under way may have missed. */
  private final AtomicInteger calls = new AtomicInteger();

  private boolean failed;

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  Postman(DeliverLetters letters) {
    this(letters::deliver);
  }

  /** One who does something else. */
  Postman(Runnable delivery) {
    this.delivery = delivery;
  }

  /** From now on. The server ends it when it undeploys Gatehouse. */
  void begin() {
    var unused =
        executor.scheduleWithFixedDelay(
            this::call, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  void onLetter(@Observes(during = TransactionPhase.AFTER_SUCCESS) LetterPut put) {
    callBy(executor);
  }

  /** Here and now. */
  void call() {
    callBy(Runnable::run);
  }

  /** Has no rounds begun if there are some already: one at a time on this node. */
  void callBy(Executor thread) {
    if (calls.getAndIncrement() == 0) {
      try {
        thread.execute(this::rounds);
      } catch (RejectedExecutionException e) {
        // Nobody is on the way; whoever calls next, in a few seconds, may find a thread.
        calls.set(0);
      }
    }
  }

  private void rounds() {
    int heard;
    do {
      heard = calls.get();
      round();
    } while (!calls.compareAndSet(heard, 0));
  }

  private void round() {
    try {
      delivery.run();
      failed = false;
    } catch (RuntimeException | Error e) {
      // Whatever it is, the next round may be better, and none would follow one that throws.
      // Told once, not every few seconds: the database is down, and others tell that, too.
      if (!failed) {
        LOG.log(Level.ERROR, "The outbox can't be read", e);
      }
      failed = true;
    }
  }
}
