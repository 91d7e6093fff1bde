package org.gatehouse.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RegisteredApplication;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus gets, and who else doesn't; docs/operations.md has the same metrics. */
@Tag("smoke")
@ExtendWith(DeployedGatehouse.class)
class MetricsIT {
  /** That of it.properties. */
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+(?:\\{.*\\})?) (\\S+)$");
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (gatehouse_\\w+) ");
  private static final Pattern IN_THE_TABLE = Pattern.compile("(?m)^\\| `(gatehouse_\\w+)");
  private static final Pattern LABEL =
      Pattern.compile("(?:way|outcome|type|application)=\"(.*?)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer 0123456789abcdef0123456789abcdee",
        "Bearer 0123456789abcdef",
        "Bearer 0123456789abcdef0123456789abcdef0",
        "Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
      })
  void areNoPageForStrangersWhateverTheySend(String shown) {
    Api stranger = Api.anonymous().with("Authorization", shown);
    Reply answer = stranger.get("/metrics").is(404).hasSecurityHeaders();

    assertThat(answer.body()).isEqualTo(stranger.get("/no-such-page").is(404).body());
    stranger.from("203.0.113.72").get("/metrics").is(404);
    stranger.post("/metrics", "").is(404);
  }

  @Test
  void areNotForWhoIsLoggedIn() {
    Workspace works = Workspace.signUp();

    works.administrator().api().get("/metrics").is(404);
    Api.anonymous().withCookie(works.administrator().token()).get("/metrics").is(404);
  }

  @Test
  void areForWhoSitsAtTheMachineOrComesFromANamedAddressOrShowsTheToken() {
    assertThat(Api.atTheMachine().get("/metrics").is(200).header("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    Api.anonymous().from("203.0.113.71").get("/metrics").is(200);
    Reply shown = Api.anonymous().withToken("Bearer " + TOKEN).get("/metrics").is(200);
    assertThat(shown.body()).contains("gatehouse_database_up 1.0\n");
    assertThat(shown.hasSecurityHeaders().header("Cache-Control")).contains("no-store");
    Api.anonymous().withToken("Bearer " + TOKEN).post("/metrics", "").is(405);
  }

  @Test
  void areOpenMetricsForWhoAsksForThat() {
    Reply answer =
        Api.atTheMachine()
            .with("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
            .get("/metrics")
            .is(200);

    assertThat(answer.header("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void countWhatPeopleAndProgramsDo() {
    Workspace works = Workspace.signUp();
    Person ann = works.administrator();
    String key = ann.makeKey();
    RegisteredApplication nightly =
        RegisteredApplication.add(
            ann.api(),
            Map.of(
                "client_name", "Nightly", "grant_types", java.util.List.of("client_credentials")));
    Samples before = Samples.now();

    Person again = ann.logInAgain();
    ann.anonymous().logIn(works.name(), ann.name(), "wrong").is(401);
    ann.anonymous().logIn(works.name(), ann.name(), key).is(200);
    again.api().get(ann.path()).is(200);
    again.api().get(ann.path()).is(200);
    Api.anonymous().withToken("Bearer " + again.token()).patch("/v1/auth/token", "").is(200);
    Api.anonymous().withToken("no.such.token").get(ann.path()).is(401);
    Api.anonymous()
        .withBasic(nightly.id(), nightly.secret())
        .postForm("/oauth2/o/" + works.uid() + "/token", Map.of("grant_type", "client_credentials"))
        .is(200);

    Samples after = Samples.now();
    assertThat(after.since(before))
        .containsEntry("gatehouse_logins_total{outcome=\"ok\",way=\"password\"}", 1.0)
        .containsEntry("gatehouse_logins_total{outcome=\"ok\",way=\"api-key\"}", 1.0)
        .containsEntry("gatehouse_logins_total{outcome=\"wrong-password\",way=\"none\"}", 1.0)
        .containsEntry("gatehouse_audit_entries_total{outcome=\"ok\",type=\"login\"}", 2.0)
        .containsEntry("gatehouse_password_hash_seconds_count", 2.0)
        .containsEntry("gatehouse_password_hash_wait_seconds_count", 2.0)
        .containsEntry("gatehouse_password_hash_seconds_bucket{le=\"+Inf\"}", 2.0)
        .containsEntry("gatehouse_password_hash_wait_seconds_bucket{le=\"10.0\"}", 2.0)
        .containsEntry("gatehouse_token_checks_total{result=\"verified\"}", 1.0)
        .containsEntry("gatehouse_access_tokens_issued_total", 3.0)
        .containsEntry("gatehouse_oauth_tokens_issued_total{grant=\"client_credentials\"}", 1.0)
        .containsEntry(
            "gatehouse_http_refusals_total{application=\"cloudomation\",code=\"401\"}", 2.0)
        .containsEntry(
            "gatehouse_http_request_seconds_count{application=\"cloudcheckr\",status=\"2xx\"}", 1.0)
        .containsEntry(
            "gatehouse_http_request_seconds_count{application=\"oauth\",status=\"2xx\"}", 1.0)
        .containsKeys(
            "gatehouse_token_checks_total{result=\"recognised\"}",
            "gatehouse_token_checks_total{result=\"refused\"}",
            "gatehouse_session_reads_total{source=\"memory\"}",
            "gatehouse_session_reads_total{source=\"database\"}",
            "gatehouse_database_connection_wait_seconds_count");
  }

  @Test
  void countAttemptsAtAProviderByWhatItIs() {
    Samples before = Samples.now();

    Api.anonymous().get("/v1/auth/oidc/start/" + UUID.randomUUID());
    Api.anonymous().get("/v1/auth/oidc/callback/" + UUID.randomUUID() + "?code=x&state=y");

    assertThat(Samples.now().since(before).keySet())
        .anyMatch(name -> name.contains("application=\"cloudcheckr\""));
  }

  @Test
  void haveNobodysNameAndNothingThatAnybodySent() {
    Workspace works = Workspace.signUp();
    GivenProvider.saml(works, "Okta", "").insert();
    works.administrator().logInAgain();
    Api.anonymous().logIn(works.name(), "mallory-the-label", "wrong").is(401);
    Api.anonymous().get("/mallory-the-label?mallory-the-label=1").is(404);
    Api.anonymous().get("/api/1/mallory-the-label");

    String body = Api.atTheMachine().get("/metrics").is(200).body();

    assertThat(body)
        .doesNotContain(
            "mallory",
            works.name(),
            works.uid(),
            works.administrator().email(),
            works.administrator().id());
    assertThat(LABEL.matcher(body).results().map(label -> label.group(1)))
        .isNotEmpty()
        .allMatch(label -> label.matches("[a-z0-9+-]{1,64}"));
  }

  @Test
  void areThoseThatOperatorsReadOf() throws IOException {
    Api.anonymous().get("/no-such-page").is(404);
    String body = Api.atTheMachine().get("/metrics").is(200).body();
    String page = Files.readString(Path.of("docs", "operations.md"));

    assertThat(FAMILY.matcher(body).results().map(name -> name.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            IN_THE_TABLE.matcher(page).results().map(name -> name.group(1)).toList());
  }

  /** What there is at a moment. */
  private record Samples(Map<String, Double> values) {
    static Samples now() {
      String body = Api.atTheMachine().get("/metrics").is(200).body();
      return new Samples(
          SAMPLE
              .matcher(body)
              .results()
              .collect(
                  Collectors.toMap(
                      sample -> sample.group(1), sample -> Double.valueOf(sample.group(2)))));
    }

    /** By how much what has grown has. */
    Map<String, Double> since(Samples before) {
      Map<String, Double> grown = new TreeMap<>();
      for (String name : new TreeSet<>(values.keySet())) {
        double growth = values.get(name) - before.values.getOrDefault(name, 0.0);
        if (growth > 0) {
          grown.put(name, growth);
        }
      }
      return grown;
    }
  }
}
