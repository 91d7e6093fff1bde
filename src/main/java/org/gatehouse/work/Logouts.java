package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.core.oauth.logout.DeliverLogouts;
import org.gatehouse.core.oauth.logout.NoticeLogouts;
import org.gatehouse.core.user.UserChanged;

/**
 * Has clients told of logouts outside of requests: at once when a session may have ended here, and
 * every few seconds for those that end by themselves or on another node.
 */
@Singleton
public class Logouts {
  private static final int SECONDS_BETWEEN = 5;

  private final CoalescingTask noticing;
  private final CoalescingTask delivering;

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  Logouts(NoticeLogouts notice, DeliverLogouts deliver) {
    this.delivering = new CoalescingTask(deliver::deliver, "Clients can't be told of logouts");
    // Not in one: a client that takes its time must not keep others' logouts from being noticed.
    this.noticing =
        new CoalescingTask(
            () -> {
              if (notice.notice() > 0) {
                delivering.callBy(executor);
              }
            },
            "Logins that are over can't be looked for");
  }

  /** From now on. The server ends it when it undeploys Gatehouse. */
  public void begin() {
    Stream.of(noticing, delivering)
        .forEach(
            task -> {
              var unused =
                  executor.scheduleWithFixedDelay(
                      task::call, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
            });
  }

  void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserChanged change) {
    noticing.callBy(executor);
  }
}
