package org.gatehouse.work;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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

  private final DeliverAudit deliver;
  private final SendSyslog syslog;
  private final CoalescingTask webhooks;
  private final CoalescingTask messages;

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  AuditDeliveries(DeliverAudit deliver, SendWebhook webhook, SendSyslog syslog) {
    this.deliver = deliver;
    this.syslog = syslog;
    // Not in one: a webhook that takes its time must not keep the operator's log waiting.
    this.webhooks =
        new CoalescingTask(
            () -> deliver.deliver(DeliveryKind.WEBHOOK, webhook),
            "The audit log can't be sent to webhooks");
    this.messages =
        new CoalescingTask(
            () -> deliver.deliver(DeliveryKind.SYSLOG, syslog),
            "The audit log can't be sent by syslog");
  }

  /** From now on. The server ends it when it undeploys Gatehouse. */
  public void begin() {
    Stream<CoalescingTask> tasks = Stream.of(webhooks);
    if (syslog.isWanted()) {
      deliver.beginOnce(DeliveryKind.SYSLOG, SendSyslog.ID);
      tasks = Stream.of(webhooks, messages);
    }
    tasks.forEach(
        task -> {
          var unused =
              executor.scheduleWithFixedDelay(
                  task::call, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
        });
  }
}
