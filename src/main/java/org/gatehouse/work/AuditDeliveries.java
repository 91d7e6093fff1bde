package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.core.audit.delivery.DeliverAudit;
import org.gatehouse.core.audit.delivery.DeliveryKind;
import org.gatehouse.core.syslog.SendSyslog;
import org.gatehouse.core.webhook.SendWebhook;

/**
 * Has the audit log sent to whom it concerns outside: every few seconds, as far as it is chained by
 * then. No request waits for that; each node does it, of several at once one gets a batch.
 */
@Singleton
public class AuditDeliveries {
  private static final int SECONDS_BETWEEN = 5;

  /** So many webhooks may take their time before others wait for them. */
  private static final int WEBHOOKS_AT_ONCE = 4;

  private final DeliverAudit deliver;
  private final SendSyslog syslog;
  private final List<CoalescingTask> tasks;

  @Resource private ManagedScheduledExecutorService schedule;

  /** Not those of the schedule: Payara has one for it, for which mail waits, too. */
  @Resource private ManagedExecutorService threads;

  @Inject
  AuditDeliveries(DeliverAudit deliver, SendWebhook webhook, SendSyslog syslog) {
    this.deliver = deliver;
    this.syslog = syslog;
    Stream<CoalescingTask> webhooks =
        Stream.generate(
                () ->
                    new CoalescingTask(
                        () -> deliver.deliver(DeliveryKind.WEBHOOK, webhook),
                        "The audit log can't be sent to webhooks"))
            .limit(WEBHOOKS_AT_ONCE);
    // Not in one: a webhook that takes its time must not keep the operator's log waiting.
    Stream<CoalescingTask> messages =
        Stream.of(
                new CoalescingTask(
                    () -> deliver.deliver(DeliveryKind.SYSLOG, syslog),
                    "The audit log can't be sent by syslog"))
            .filter(task -> syslog.isWanted());
    this.tasks = Stream.concat(webhooks, messages).toList();
  }

  /** From now on. The server ends it when it undeploys Gatehouse. */
  public void begin() {
    if (syslog.isWanted()) {
      deliver.beginOnce(DeliveryKind.SYSLOG, SendSyslog.ID);
    }
    var unused =
        schedule.scheduleWithFixedDelay(
            () -> tasks.forEach(task -> task.callBy(threads)),
            SECONDS_BETWEEN,
            SECONDS_BETWEEN,
            TimeUnit.SECONDS);
  }
}
