package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.gatehouse.core.reset.ResetRequestWorker;
import org.gatehouse.core.reset.ResetRequested;

/** Has requests for a new password looked at, outside of the request that made them. */
@Singleton
public class PasswordResetMails {
  private static final long SECONDS_BETWEEN = 30;

  private final CoalescingTask task;

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  PasswordResetMails(ResetRequestWorker resetRequestWorker) {
    this.task =
        new CoalescingTask(
            resetRequestWorker::run, "Requests for a new password can't be answered now");
  }

  /** From now on; also now and then, for what a node left undone that is gone. */
  public void begin() {
    var unused = executor.scheduleWithFixedDelay(task::call, 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  void onRequest(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResetRequested requested) {
    task.callBy(executor);
  }
}
