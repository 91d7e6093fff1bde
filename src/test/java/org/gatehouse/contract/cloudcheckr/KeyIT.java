package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.KEY;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.STATE;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isError;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isUnauthorized;

import java.util.List;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /v1/users/me/key}: every token of the user stops working, and nobody else's. */
@ExtendWith(DeployedGatehouse.class)
class KeyIT {
  private Workspace works;
  private Person ann;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @Test
  void endsEveryTokenOfTheUserInEveryDialect() {
    Person bob = CloudCheckr.add(works);
    CloudCheckr token = CloudCheckr.open(ann);
    CloudCheckr next = token.refresh();
    CloudCheckr other = CloudCheckr.open(ann);
    String jwt =
        Api.anonymous()
            .with("X-Workspace", works.uid())
            .with("Authorization", "Token " + Api.pair("ann", ann.password()))
            .post("/v1/auth", "application/json", "{}")
            .is(200)
            .text("jwt");

    Reply reply = next.api().post(KEY, "").is(204).hasSecurityHeaders();

    assertThat(reply.body()).isEmpty();
    for (String some : List.of(token.value(), next.value(), other.value(), ann.token(), jwt)) {
      isUnauthorized(Api.anonymous().withToken(some).get(STATE + "?app=glass"));
      isUnauthorized(Api.anonymous().withToken(some).patch(CloudCheckr.TOKEN, ""));
      Api.anonymous().withToken(some).get(ann.path()).is(401);
    }
    assertThat(bob.isLoggedIn()).isTrue();
    assertThat(CloudCheckr.open(ann).isGood()).isTrue();
  }

  @Test
  void takesWhateverBodyOrNone() {
    for (String type : List.of("application/json", CloudCheckr.FORM, "text/plain")) {
      CloudCheckr.open(ann).api().with("Content-Type", type).post(KEY, "{").is(204);
    }
  }

  @Test
  void isForWhoMustChangeThePasswordToo() {
    Person bob = works.addWithInitialPassword("initial", false);

    bob.api().post(KEY, "").is(204);

    isUnauthorized(bob.api().post(KEY, ""));
  }

  @Test
  void isNobodysWithoutALoginAndNoOtherSites() {
    isUnauthorized(Api.anonymous().post(KEY, ""));
    isUnauthorized(Api.anonymous().withToken("wrong").post(KEY, ""));
    isError(
        Api.anonymous()
            .withCookie(ann.token())
            .with("Origin", "https://elsewhere.example")
            .post(KEY, ""),
        403,
        "ForbiddenException",
        "Forbidden");

    assertThat(ann.isLoggedIn()).isTrue();
  }
}
