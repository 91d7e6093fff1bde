package org.gatehouse.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
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
                + "{\"name\":\"mail\",\"status\":\"UP\"}]}");
    assertThat(health.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(health.header("Cache-Control")).contains("no-store");
  }

  @Test
  void countsLettersForWhoSitsAtTheServer() {
    assertThat(Api.atTheMachine().get("/health").is(200).body())
        .matches(
            "\\{\"status\":\"UP\",\"checks\":\\[\\{\"name\":\"database\",\"status\":\"UP\"},"
                + "\\{\"name\":\"mail\",\"status\":\"UP\",\"data\":"
                + "\\{\"requested\":\\d+,\"waiting\":\\d+,\"failed\":\\d+(,\"oldest\":\"PT\\w+\")?}}]}");
  }

  @Test
  void isNothingToChange() {
    assertThat(Api.anonymous().post("/health", "").status()).isEqualTo(405);
  }
}
