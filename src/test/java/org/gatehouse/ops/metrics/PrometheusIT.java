package org.gatehouse.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Prometheus;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus reads the deployed WAR by server-config/monitoring, and finds whatever the
 * dashboard and the alerts ask for.
 */
@Tag("payara") // Prometheus hears the same from either server.
@ExtendWith(DeployedGatehouse.class)
class PrometheusIT {
  private static final Pattern NAME = Pattern.compile("\\b(?:gatehouse|jvm|process)_\\w+|\\bup\\b");
  private static final Pattern LABEL = Pattern.compile("\\{([^}]*)}");

  @TempDir private static Path directory;
  private static Prometheus prometheus;

  @BeforeAll
  static void start() throws Exception {
    Prometheus.assumeInstalled();
    prometheus = Prometheus.start(directory, MetricsIT.TOKEN);
    Workspace works = Workspace.signUp();
    works.administrator().logInAgain();
    Api.anonymous().get("/no-such-page").is(404);
    // Rates want two looks.
    prometheus.await("count_over_time(gatehouse_http_refusals_total[1m]) > 2");
    prometheus.await("count_over_time(gatehouse_logins_total[1m]) > 2");
  }

  @Test
  @SuppressWarnings("unchecked") // That is how its API is.
  void readsGatehouseByItsToken() {
    List<Map<String, Object>> targets =
        (List<Map<String, Object>>) prometheus.data("targets?state=active").get("activeTargets");

    assertThat(targets).hasSize(1);
    assertThat(targets.get(0)).containsEntry("health", "up").containsEntry("lastError", "");
    assertThat(prometheus.ask("up{job=\"gatehouse\"} == 1")).hasSize(1);
  }

  @Test
  void takesTheRules() throws Exception {
    assertThat(Prometheus.complaints(Prometheus.FILES.resolve("alerts.yml"))).isEmpty();
    assertThat(rules())
        .hasSizeGreaterThan(10)
        .allSatisfy(rule -> assertThat(rule).containsEntry("health", "ok"));
  }

  @Test
  void alarmsNobodyWhileAllIsWell() {
    assertThat(rules())
        .filteredOn(rule -> "GatehouseDown GatehouseDatabaseDown".contains(rule.get("name") + ""))
        .hasSize(2)
        .allSatisfy(rule -> assertThat(rule).containsEntry("state", "inactive"));
  }

  @Test
  void findsWhateverTheAlertsAskFor() {
    assertThat(rules()).allSatisfy(rule -> findsAllIn((String) rule.get("query")));
  }

  @Test
  void findsWhateverTheDashboardShows() throws Exception {
    List<String> expressions = expressions();

    assertThat(expressions)
        .hasSizeGreaterThan(20)
        .allSatisfy(PrometheusIT::findsAllIn)
        .allSatisfy(
            expression -> assertThat(prometheus.ask(expression)).as(expression).isNotEmpty());
  }

  /** Each metric must be there, and have the labels that it is asked by, at all. */
  private static void findsAllIn(String expression) {
    List<String> names =
        NAME.matcher(LABEL.matcher(expression).replaceAll(""))
            .results()
            .map(m -> m.group())
            .toList();
    assertThat(names).as(expression).isNotEmpty();
    names.forEach(name -> assertThat(prometheus.ask(name)).as(name).isNotEmpty());
    Pattern.compile("(\\w+)\\{([^}]*)}")
        .matcher(expression)
        .results()
        .forEach(
            selector ->
                Stream.of(selector.group(2).split(","))
                    .map(matcher -> matcher.replaceFirst("[=!~ ].*", "").strip())
                    .forEach(
                        label ->
                            assertThat(prometheus.ask(selector.group(1) + "{" + label + "!=\"\"}"))
                                .as(label + " of " + selector.group(1))
                                .isNotEmpty()));
    assertThatCode(() -> prometheus.ask(expression)).doesNotThrowAnyException();
  }

  @SuppressWarnings("unchecked") // That is how its API is.
  private static List<Map<String, Object>> rules() {
    var groups = (List<Map<String, Object>>) prometheus.data("rules").get("groups");
    return groups.stream()
        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
        .toList();
  }

  /** What the panels ask, as Grafana would for all nodes. */
  @SuppressWarnings("unchecked") // A list of objects in JSON.
  private static List<String> expressions() throws Exception {
    var panels = (List<Map<String, Object>>) dashboard().get("panels");
    return panels.stream()
        .filter(panel -> panel.containsKey("targets"))
        .flatMap(panel -> ((List<Map<String, Object>>) panel.get("targets")).stream())
        .map(target -> (String) target.get("expr"))
        .map(expr -> expr.replace("$instance", ".*").replace("$__rate_interval", "1m"))
        .toList();
  }

  private static Map<String, Object> dashboard() throws IOException, java.text.ParseException {
    return JSONObjectUtils.parse(Files.readString(Prometheus.FILES.resolve("dashboard.json")));
  }
}
