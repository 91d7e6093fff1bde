package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.gatehouse.core.mail.DeliverMail;
import org.gatehouse.core.mail.MailQueued;

/**
 * Has e-mails delivered outside of requests: at once when one was put into the outbox, and every
 * few seconds for those whose pause is over, or that another node has left.
 */
@Singleton
public class Postman {
  private static final int SECONDS_BETWEEN = 5;

  private final CoalescingTask task;

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  Postman(DeliverMail mails) {
    this.task = new CoalescingTask(mails::deliver, "The outbox can't be read");
  }

  /** From now on. The server ends it when it undeploys Gatehouse. */
  public void begin() {
    var unused =
        executor.scheduleWithFixedDelay(
            task::call, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
  }

  void onMail(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailQueued put) {
    task.callBy(executor);
  }
}
