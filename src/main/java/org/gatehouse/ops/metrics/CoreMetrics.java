package org.gatehouse.ops.metrics;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.gatehouse.core.audit.delivery.DeliverAudit;
import org.gatehouse.core.audit.delivery.DeliveryKind;
import org.gatehouse.core.credential.password.PasswordHasher;
import org.gatehouse.core.login.RememberedLogins;
import org.gatehouse.core.measure.Durations;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.token.TokenVerifier;

/** What the core has counted, read when somebody asks: it knows nothing of metrics. */
@Singleton
class CoreMetrics {
  private final PasswordHasher passwords;
  private final TokenVerifier tokens;
  private final TokenIssuer issuer;
  private final Callers callers;
  private final RememberedLogins remembered;
  private final DeliverAudit deliveries;

  @Inject
  CoreMetrics(
      PasswordHasher passwords,
      TokenVerifier tokens,
      TokenIssuer issuer,
      Callers callers,
      RememberedLogins remembered,
      DeliverAudit deliveries) {
    this.passwords = passwords;
    this.tokens = tokens;
    this.issuer = issuer;
    this.callers = callers;
    this.remembered = remembered;
    this.deliveries = deliveries;
  }

  void register(PrometheusRegistry registry) {
    registerPasswords(registry);
    registerTokens(registry);
    registerDeliveries(registry);
  }

  private void registerDeliveries(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("gatehouse_audit_deliveries_total")
        .help("Batches of entries of the audit log that were sent, by where to and how it ended")
        .labelNames("to", "result")
        .callback(
            counted -> {
              for (DeliveryKind kind : DeliveryKind.values()) {
                DeliverAudit.Counts counts = deliveries.counts(kind);
                counted.call((double) counts.delivered(), kind.word(), "delivered");
                counted.call((double) counts.failed(), kind.word(), "failed");
              }
            })
        .register(registry);
  }

  private void registerPasswords(PrometheusRegistry registry) {
    gauge(
        registry,
        "gatehouse_password_hash_slots",
        "Password hashes that are computed at once",
        () -> passwords.load().slots());
    gauge(
        registry,
        "gatehouse_password_hashes_computing",
        "Password hashes being computed",
        () -> passwords.load().computing());
    gauge(
        registry,
        "gatehouse_password_hashes_waiting",
        "Password hashes that wait for a slot",
        () -> passwords.load().waiting());
    counter(
        registry,
        "gatehouse_password_hashes_refused_total",
        "Passwords that weren't hashed, as too many waited",
        () -> passwords.load().refused());
    durations(
        registry,
        "gatehouse_password_hash_wait_seconds",
        "How long a password waited for a slot",
        () -> passwords.load().waits());
    durations(
        registry,
        "gatehouse_password_hash_seconds",
        "How long a password hash took",
        () -> passwords.load().hashes());
  }

  private void registerTokens(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("gatehouse_token_checks_total")
        .help("Access tokens and login cookies that were shown")
        .labelNames("result")
        .callback(
            counted -> {
              TokenVerifier.Checks checks = tokens.checks();
              counted.call((double) checks.recognised(), "recognised");
              counted.call((double) checks.verified(), "verified");
              counted.call((double) checks.refused(), "refused");
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("gatehouse_session_reads_total")
        .help("Sessions that were asked for, by where they were found")
        .labelNames("source")
        .callback(
            counted -> {
              CacheStats reads = callers.stats();
              counted.call((double) reads.hitCount(), "memory");
              counted.call((double) reads.missCount(), "database");
            })
        .register(registry);
    counter(
        registry,
        "gatehouse_access_tokens_issued_total",
        "Access tokens of Gatehouse's own APIs that were issued, at logins and refreshes",
        issuer::accessTokens);
    counter(
        registry,
        "gatehouse_remembered_logins_total",
        "Credentials in a request that were recognised, without a login",
        remembered::recognised);
  }

  private static void counter(
      PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(counted -> counted.call(value.getAsDouble()))
        .register(registry);
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(seen -> seen.call(value.getAsDouble()))
        .register(registry);
  }

  private static void durations(
      PrometheusRegistry registry, String name, String help, Supplier<Durations> value) {
    registry.register(
        () ->
            HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(dataPoint(value.get()))
                .build());
  }

  private static HistogramDataPointSnapshot dataPoint(Durations durations) {
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(ClassicHistogramBuckets.of(Durations.bounds(), durations.counts()))
        .sum(durations.seconds())
        .build();
  }
}
