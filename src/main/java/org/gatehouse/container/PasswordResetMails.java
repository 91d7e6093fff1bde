package org.gatehouse.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.core.reset.ResetRequested;
import org.gatehouse.core.reset.SendPasswordResets;

/** Has requests for a new password looked at, outside of the request that made them. */
@Singleton
public class PasswordResetMails {
  private static final Logger LOG = System.getLogger(PasswordResetMails.class.getName());
  private static final long SECONDS_BETWEEN = 30;

  private final SendPasswordResets sendPasswordResets;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final Object turn = new Object();

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  PasswordResetMails(SendPasswordResets sendPasswordResets) {
    this.sendPasswordResets = sendPasswordResets;
  }

  /** From now on; also now and then, for what a node left undone that is gone. */
  void begin() {
    var unused = executor.scheduleWithFixedDelay(this::run, 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  void onRequest(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResetRequested requested) {
    // One that waits its turn will see this request as well.
    if (waiting.compareAndSet(false, true)) {
      executor.execute(this::run);
    }
  }

  private void run() {
    synchronized (turn) {
      waiting.set(false);
      try {
        sendPasswordResets.run();
      } catch (RuntimeException e) {
        // A schedule that throws is never run again.
        LOG.log(Level.ERROR, "Requests for a new password can't be answered now", e);
      }
    }
  }
}
