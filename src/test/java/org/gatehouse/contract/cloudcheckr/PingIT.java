package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.PING;

import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/auth/ping}: pong, for everybody. */
@ExtendWith(DeployedGatehouse.class)
class PingIT {
  private static void isPong(Reply reply) {
    assertThat(reply.is(200).hasSecurityHeaders().body()).isEqualTo("pong");
    assertThat(reply.header("Content-Type").orElse("")).startsWith("text/plain");
  }

  @Test
  void isAnsweredWithoutALogin() {
    isPong(Api.anonymous().get(PING));
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, wrong",
    "Authorization, Bearer eyJ.eyJ.x",
    "Authorization, Basic YTpi",
    "Authorization, Token YTpi",
    "Cookie, gatehouse=wrong",
    "Accept, application/json",
    "Accept, text/html",
    "Accept, image/png",
    "Accept, text/plain;q=0",
    "X-Workspace, nothing"
  })
  void isAnsweredWhateverElseIsSaid(String header, String value) {
    isPong(Api.anonymous().with(header, value).get(PING));
  }
}
