package org.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.RawHttp;
import org.gatehouse.fixture.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that sends a byte now and then doesn't keep one of the server's threads. */
@ExtendWith(DeployedGatehouse.class)
class SlowClientIT {
  private static final String JSON = "Content-Type: application/json\n";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\n";

  @Test
  void isToldThatItWasTooSlowWhoeverReadsTheBody() {
    List<Callable<Optional<Reply>>> slow =
        List.of(
            () -> RawHttp.trickle("POST /api/1/auth HTTP/1.1\n" + JSON, 60_000),
            () -> RawHttp.trickle("POST /api/1/login.json HTTP/1.1\n" + FORM, 60_000),
            () -> RawHttp.trickle("POST /v1/auth/saml/acs HTTP/1.1\n" + FORM, 60_000),
            () -> RawHttp.trickle("POST /login HTTP/1.1\n" + FORM, 60_000));

    List<Optional<Reply>> replies = AtOnce.call(slow);

    // One that was hung up on says nothing, and has no thread either.
    assertThat(replies)
        .allSatisfy(reply -> assertThat(reply.map(Reply::status).orElse(408)).isEqualTo(408));
    assertThat(replies).anyMatch(Optional::isPresent);
  }

  @Test
  void takesNoThreadBeforeItHasSentTheHead() {
    // More than there are threads.
    RawHttp.whileHeadsAreUnderWay(400, () -> Api.anonymous().get("/login").is(200));
  }

  @Test
  void isNotWaitedForWhereItsBodyIsTooLargeAnyway() {
    Optional<Reply> reply = RawHttp.trickle("POST /api/1/auth HTTP/1.1\n" + JSON, 10_000_000);

    assertThat(reply.map(Reply::status).orElse(413)).isEqualTo(413);
  }
}
