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
  void isToldToAnybody() {
    Reply health = Api.anonymous().get("/health").is(200).hasSecurityHeaders();

    assertThat(health.body())
        .matches(
            "\\{\"status\":\"UP\",\"checks\":\\[\\{\"name\":\"database\",\"status\":\"UP\"},"
                + "\\{\"name\":\"mail\",\"status\":\"UP\",\"data\":"
                + "\\{\"requested\":\\d+,\"waiting\":\\d+,\"failed\":\\d+(,\"oldest\":\"PT\\w+\")?}}]}");
    assertThat(health.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(health.header("Cache-Control")).contains("no-store");
  }

  @Test
  void isNothingToChange() {
    assertThat(Api.anonymous().post("/health", "").status()).isEqualTo(405);
  }
}
