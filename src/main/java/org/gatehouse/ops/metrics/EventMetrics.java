package org.gatehouse.ops.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.fetch.CallMade;
import org.gatehouse.core.oauth.TokensIssued;
import org.gatehouse.core.oauth.client.GrantType;

/** Counts what the audit log is told, in its words and without its names. */
@Singleton
class EventMetrics {
  /** All that are in the code, and as many again. Beyond, one of them is no word of ours. */
  private static final int MOST_OUTCOMES = 500;

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double[] SECONDS = {0.01, 0.05, 0.1, 0.5, 1, 5, 10};
  private static final String OTHER = "other";
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  private static final Set<String> WAYS =
      Set.of(
          "password",
          "password+totp",
          "password+recovery-code",
          "password+passkey",
          "passkey",
          "api-key",
          "saml",
          "oidc");

  private final Set<String> outcomes = ConcurrentHashMap.newKeySet();

  private final Counter logins =
      Counter.builder()
          .name("gatehouse_logins_total")
          .help("Logins and attempts, by what was shown and how it ended")
          .labelNames("way", "outcome")
          .withoutExemplars()
          .build();

  private final Counter audited =
      Counter.builder()
          .name("gatehouse_audit_entries_total")
          .help("Entries of the audit log, by type and outcome")
          .labelNames("type", "outcome")
          .withoutExemplars()
          .build();

  private final Counter tokens =
      Counter.builder()
          .name("gatehouse_oauth_tokens_issued_total")
          .help("Token requests of applications that were granted, by grant type")
          .labelNames("grant")
          .withoutExemplars()
          .build();

  private final Histogram calls =
      Histogram.builder()
          .name("gatehouse_outgoing_call_seconds")
          .help("How long calls to identity providers and applications took")
          .labelNames("result")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .withoutExemplars()
          .build();

  void register(PrometheusRegistry registry) {
    registry.register(logins);
    registry.register(audited);
    registry.register(tokens);
    registry.register(calls);
    // What alerts ask for is there from the start: to Prometheus what appears with a 1 hasn't
    // grown.
    logins.initLabelValues("password", "ok");
    logins.initLabelValues("none", "wrong-password");
    audited.initLabelValues(AuditType.LOCK.word(), "ok");
    audited.initLabelValues(AuditType.TOKEN_REUSE.word(), "session-ended");
    Stream.of(GrantType.values()).map(EventMetrics::word).forEach(tokens::initLabelValues);
    Stream.of(CallMade.Result.values()).map(EventMetrics::word).forEach(calls::initLabelValues);
  }

  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditEntry entry) {
    String outcome = outcome(entry.outcome());
    audited.labelValues(entry.type().word(), outcome).inc();
    if (entry.type() == AuditType.LOGIN) {
      logins.labelValues(way(entry.detail()), outcome).inc();
    }
  }

  void count(@Observes TokensIssued issued) {
    tokens.labelValues(word(issued.by())).inc();
  }

  void count(@Observes CallMade call) {
    calls.labelValues(word(call.result())).observe(call.took().toNanos() / NANOS_PER_SECOND);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The detail begins with what was shown, where that is known: an attempt may have none. */
  private static String way(String detail) {
    int end = detail.indexOf(' ');
    String first = end < 0 ? detail : detail.substring(0, end);
    return WAYS.contains(first) ? first : "none";
  }

  private String outcome(String outcome) {
    if (outcomes.contains(outcome)) {
      return outcome;
    }
    if (outcomes.size() >= MOST_OUTCOMES || !WORD.matcher(outcome).matches()) {
      return OTHER;
    }
    outcomes.add(outcome);
    return outcome;
  }
}
