package org.gatehouse.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.GivenProvider;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a load balancer is told; PostgresIT has what it is told when the database is gone. */
@ExtendWith(DeployedGatehouse.class)
class HealthIT {
  @Test
  void isToldToAnybodyWithoutACountThatTellsWhetherSomebodyGotALetter() {
    Reply health = Api.anonymous().get("/health").is(200).hasSecurityHeaders();

    assertThat(health.body())
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"},"
                + "{\"name\":\"mail\",\"status\":\"UP\"},"
                + "{\"name\":\"logouts\",\"status\":\"UP\"},"
                + "{\"name\":\"certificates\",\"status\":\"UP\"}]}");
    assertThat(health.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(health.header("Cache-Control")).contains("no-store");
  }

  @Test
  void isToldInPartsToThoseWhoStartAndChooseNodes() {
    Api prober = Api.anonymous();
    assertThat(prober.get("/health/live").is(200).hasSecurityHeaders().body())
        .isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
    assertThat(prober.get("/health/started").is(200).body())
        .isEqualTo("{\"status\":\"UP\",\"checks\":[]}");
    assertThat(prober.get("/health/ready").is(200).body())
        .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"}]}");
    prober.get("/health/elsewhere").is(404);
  }

  @Test
  void countsLettersForWhoSitsAtTheServer() {
    assertThat(Api.atTheMachine().get("/health").is(200).body())
        .matches(
            "\\{\"status\":\"UP\",\"checks\":\\[\\{\"name\":\"database\",\"status\":\"UP\"},"
                + "\\{\"name\":\"mail\",\"status\":\"UP\",\"data\":"
                + "\\{\"requested\":\\d+,\"waiting\":\\d+,\"failed\":\\d+(,\"oldest\":\"PT\\w+\")?}},"
                + "\\{\"name\":\"logouts\",\"status\":\"UP\",\"data\":"
                + "\\{\"waiting\":\\d+(,\"oldest\":\"PT\\w+\")?}},"
                + "\\{\"name\":\"certificates\",\"status\":\"UP\".*}]}");
  }

  @Test
  void warnsThirtyDaysBeforeACertificateOfAProviderExpires() {
    UUID id = addProvider(Duration.ofDays(31));
    try {
      assertThat(certificates()).containsEntry("status", "UP");

      Database.age("identity_provider", "certificate_expires_at", "id", id, Duration.ofDays(2));

      assertThat(certificates()).containsEntry("status", "DOWN");
      assertThat(Api.anonymous().get("/health").is(200).json()).containsEntry("status", "UP");

      Database.update("update identity_provider set enabled = false where id = ?", id);

      assertThat(certificates()).containsEntry("status", "UP");
    } finally {
      Database.update("delete from identity_provider where id = ?", id);
    }
  }

  @Test
  void warnsThirtyDaysBeforeMetadataExpiresThatNobodyReadsAnew() {
    UUID id = addProvider(Duration.ofDays(31));
    try {
      validUntil(id, Duration.ofDays(31));
      assertThat(certificates()).containsEntry("status", "UP");
      validUntil(id, Duration.ofDays(29));
      assertThat(certificates()).containsEntry("status", "DOWN");
      assertThat(Api.anonymous().get("/health").is(200).json()).containsEntry("status", "UP");

      String address =
          "update identity_provider set metadata_url = ?, metadata_problem = ?" + " where id = ?";
      Database.update(address, "https://idp.example/metadata", "", id);
      assertThat(certificates()).containsEntry("status", "UP");
      Database.update(address, "https://idp.example/metadata", "address.unreachable", id);
      assertThat(certificates()).containsEntry("status", "DOWN");
    } finally {
      Database.update("delete from identity_provider where id = ?", id);
    }
  }

  private static void validUntil(UUID id, Duration end) {
    Database.update(
        "update identity_provider set metadata_valid_until = ? where id = ?",
        Instant.now().plus(end),
        id);
  }

  @Test
  void warnsThirtyDaysBeforeOurOwnCertificateExpires() {
    UUID id = addProvider(Duration.ofDays(31));
    Workspace works = Workspace.signUp();
    Api.anonymous().get("/v1/auth/saml/metadata?workspace=" + works.uid()).is(200);
    Duration mostOfIt = Duration.ofDays(3 * 365 - 20);
    try {
      Database.age("saml_key", "expires_at", "slot", "ACTIVE", mostOfIt);
      assertThat(certificates()).containsEntry("status", "DOWN");
    } finally {
      Database.age("saml_key", "expires_at", "slot", "ACTIVE", mostOfIt.negated());
      Database.update("delete from identity_provider where id = ?", id);
    }
  }

  private static Map<String, Object> certificates() {
    return Api.atTheMachine().get("/health").is(200).parts("checks").get(3);
  }

  /** Of other tests none may expire meanwhile. */
  private static UUID addProvider(Duration expiry) {
    Database.update(
        "update identity_provider set enabled = false where certificate_expires_at < ?",
        Instant.now().plus(expiry));
    UUID id = GivenProvider.saml(Workspace.signUp(), "Okta", "").insert();
    Database.update(
        "update identity_provider set certificate_expires_at = ? where id = ?",
        Instant.now().plus(expiry),
        id);
    return id;
  }

  @Test
  void isNothingToChange() {
    assertThat(Api.anonymous().post("/health", "").status()).isEqualTo(405);
  }
}
