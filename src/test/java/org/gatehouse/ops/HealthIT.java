package org.gatehouse.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
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
                + "{\"name\":\"certificates\",\"status\":\"UP\"}]}");
    assertThat(health.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(health.header("Cache-Control")).contains("no-store");
  }

  @Test
  void countsLettersForWhoSitsAtTheServer() {
    assertThat(Api.atTheMachine().get("/health").is(200).body())
        .matches(
            "\\{\"status\":\"UP\",\"checks\":\\[\\{\"name\":\"database\",\"status\":\"UP\"},"
                + "\\{\"name\":\"mail\",\"status\":\"UP\",\"data\":"
                + "\\{\"requested\":\\d+,\"waiting\":\\d+,\"failed\":\\d+(,\"oldest\":\"PT\\w+\")?}},"
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

  private static Map<String, Object> certificates() {
    return Api.atTheMachine().get("/health").is(200).parts("checks").get(2);
  }

  /** Of other tests none may expire meanwhile. */
  private static UUID addProvider(Duration expiry) {
    Database.update(
        "update identity_provider set enabled = false where certificate_expires_at < ?",
        Instant.now().plus(expiry));
    String workspace = Workspace.signUp().uid();
    UUID id = UUID.randomUUID();
    Database.update(
        "insert into identity_provider (id, workspace_id, protocol, name, name_key, enabled,"
            + " always_anew, subject_attribute, user_name_attribute, display_name_attribute,"
            + " email_attribute, groups_attribute, emails_owned, creating, system_trusted, metadata,"
            + " metadata_read_at, metadata_tried_at, metadata_problem, certificate_expires_at,"
            + " unsolicited, scopes, created_at, revision, version) select ?, id, 'SAML', 'Okta',"
            + " 'okta', true, false, '', '', '', '', '', false, false, false, '', created_at,"
            + " created_at, '', ?, false, '', created_at, 1, 0 from workspace where uid = ?",
        id,
        Instant.now().plus(expiry),
        workspace);
    return id;
  }

  @Test
  void isNothingToChange() {
    assertThat(Api.anonymous().post("/health", "").status()).isEqualTo(405);
  }
}
