package org.gatehouse.ops.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.audit.AuditCondition;
import org.gatehouse.core.audit.delivery.DeliveryKind;
import org.gatehouse.ops.Health;

/** What {@link Health} has seen: one look for all, which it may share with a load balancer. */
@Singleton
class ConditionMetrics implements MultiCollector {
  private final Health health;

  @Inject
  ConditionMetrics(Health health) {
    this.health = health;
  }

  @Override
  public MetricSnapshots collect() {
    Optional<Health.Condition> condition = health.condition();
    MetricSnapshots.Builder seen =
        MetricSnapshots.builder()
            .metricSnapshot(
                gauge(
                    "gatehouse_database_up",
                    "Whether the database answers: 1 or 0",
                    condition.isPresent() ? 1 : 0));
    condition.ifPresent(found -> add(seen, found));
    return seen.build();
  }

  private static void add(MetricSnapshots.Builder seen, Health.Condition condition) {
    seen.metricSnapshot(
            gauge(
                "gatehouse_mail_delivering",
                "Whether e-mails get through, as far as is known: 1 or 0",
                condition.mail().delivering() ? 1 : 0))
        .metricSnapshot(
            gauge("gatehouse_mail_waiting", "E-mails that wait", condition.mail().waiting()))
        .metricSnapshot(
            gauge("gatehouse_mail_failed", "E-mails that were given up", condition.mail().failed()))
        .metricSnapshot(
            gauge(
                "gatehouse_mail_oldest_seconds",
                "For how long the oldest e-mail waits",
                seconds(condition.mail().oldest())))
        .metricSnapshot(
            gauge(
                "gatehouse_password_resets_waiting",
                "Requests for a new password that wait to become e-mails",
                condition.requests()))
        .metricSnapshot(
            gauge(
                "gatehouse_logouts_waiting",
                "Messages to applications about logouts that wait",
                condition.logouts().waiting()))
        .metricSnapshot(
            gauge(
                "gatehouse_logouts_oldest_seconds",
                "For how long the oldest such message waits",
                seconds(condition.logouts().oldest())))
        .metricSnapshot(
            GaugeSnapshot.builder()
                .name("gatehouse_audit_delivery_oldest_seconds")
                .help("For how long the oldest entry of the audit log waits to be sent")
                .dataPoint(ofKind(DeliveryKind.WEBHOOK, condition.deliveries().webhook()))
                .dataPoint(ofKind(DeliveryKind.SYSLOG, condition.deliveries().syslog()))
                .build())
        .metricSnapshot(
            gauge(
                "gatehouse_audit_webhooks_stopped",
                "Webhooks that get nothing any longer, as nothing came there",
                condition.deliveries().stopped()))
        // Infinite rather than missing, so that what asks for it always has an answer.
        .metricSnapshot(
            gauge(
                "gatehouse_certificate_expiry_timestamp_seconds",
                "When the first certificate or metadata of single sign-on expires, or +Inf",
                condition
                    .firstExpiry()
                    .map(Instant::getEpochSecond)
                    .map(Long::doubleValue)
                    .orElse(Double.POSITIVE_INFINITY)));
    condition.audit().ifPresent(found -> add(seen, found));
  }

  private static void add(MetricSnapshots.Builder seen, AuditCondition.Seen audit) {
    seen.metricSnapshot(
            gauge(
                "gatehouse_audit_unsealed_seconds",
                "For how long the oldest entry of the audit log waits to be chained",
                seconds(audit.oldestWait())))
        .metricSnapshot(
            gauge(
                "gatehouse_audit_chain_broken",
                "Whether somebody has changed an end of the chain of the audit log: 1 or 0",
                audit.isBroken() ? 1 : 0));
  }

  private static GaugeDataPointSnapshot ofKind(DeliveryKind kind, Optional<Duration> oldest) {
    return GaugeDataPointSnapshot.builder()
        .labels(Labels.of("to", kind.word()))
        .value(seconds(oldest).doubleValue())
        .build();
  }

  private static Number seconds(Optional<Duration> age) {
    return age.map(Duration::toSeconds).orElse(0L);
  }

  private static GaugeSnapshot gauge(String name, String help, Number value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value.doubleValue()).build())
        .build();
  }
}
