package org.gatehouse.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.fixture.Prometheus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts come when they should, as Prometheus's own tool computes them. */
class AlertsTest {
  @TempDir private Path directory;

  @BeforeAll
  static void assumeInstalled() {
    Prometheus.assumeInstalled();
  }

  /** Of entries that are kept out, the newest older than 15 minutes is what is seen: just 900. */
  @Test
  void toldOfEntriesThatAreKeptOutOfTheChain() throws Exception {
    assertComes("GatehouseAuditUnsealed", "gatehouse_audit_unsealed_seconds", 899, 900);
  }

  @Test
  void toldOfABrokenChain() throws Exception {
    assertComes("GatehouseAuditChainBroken", "gatehouse_audit_chain_broken", 0, 1);
  }

  @Test
  void toldOfEntriesThatAreNotDelivered() throws Exception {
    assertComes("GatehouseAuditNotDelivered", "gatehouse_audit_delivery_oldest_seconds", 900, 901);
  }

  @Test
  void toldOfAWebhookThatWasGivenUp() throws Exception {
    assertComes("GatehouseWebhookStopped", "gatehouse_audit_webhooks_stopped", 0, 1);
  }

  private void assertComes(String alert, String metric, int without, int with) throws Exception {
    Path rules = Prometheus.FILES.resolve("alerts.yml").toAbsolutePath();
    assertThat(failures(rules, alert, metric, without)).isEmpty();
    assertThat(failures(rules, alert, metric, with)).contains("got").contains(alert);
  }

  /** Says that there is no such alert. */
  private String failures(Path rules, String alert, String metric, int value) throws Exception {
    return Prometheus.failures(
        Files.writeString(
            directory.resolve("tests.yml"),
            """
            rule_files: ["%s"]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
                  - series: '%s{instance="a"}'
                    values: '%d+0x60'
                alert_rule_test:
                  - eval_time: 30m
                    alertname: %s
                    exp_alerts: []
            """
                .formatted(rules, metric, value, alert)));
  }
}
