package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.KEY;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.PING;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.RESET;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.STATE;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.TOKEN;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isError;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container or JAX-RS refuses under the paths of CloudCheckr has the dialect's shape. */
@ExtendWith(DeployedGatehouse.class)
class ErrorsIT {
  private static Person ann;

  @BeforeAll
  static void signUp() {
    ann = Workspace.signUp().administrator();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/users",
        "/v1/users/",
        "/v1/users/me",
        "/v1/users/me/nothing",
        "/v1/users/you/state",
        "/v1/auth/token/x",
        "/v1/auth/token/x/y",
        "/v1/auth/resetpassword/x",
        "/v1/auth/ping/x",
        "/v1/users/me/state;a=b/x",
        "/v1/users;a/%C3%A4"
      })
  void isSoWhereNothingIs(String path) {
    for (Api api : List.of(Api.anonymous(), ann.api())) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
        isError(
            api.send(method, path, BodyPublishers.noBody()), 404, "NotFoundException", "Not Found");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    TOKEN + ", GET PUT, POST PATCH DELETE",
    STATE + ", POST PUT DELETE, GET PATCH",
    KEY + ", GET PUT PATCH DELETE, POST",
    RESET + ", GET PATCH DELETE, POST PUT",
    PING + ", POST PUT PATCH DELETE, GET"
  })
  void isSoForOtherMethodsWhichTellWhichThereAre(String path, String wrong, String right) {
    for (Api api : List.of(Api.anonymous(), ann.api())) {
      for (String method : wrong.split(" ")) {
        Reply reply = api.send(method, path, BodyPublishers.noBody());
        isError(reply, 405, "MethodNotAllowedException", "Method Not Allowed");
        assertThat(reply.header("Allow").orElse("")).contains(right.split(" "));
      }
      for (String method : List.of("FOO", "PROPFIND")) {
        isError(
            api.send(method, path, BodyPublishers.noBody()),
            405,
            "MethodNotAllowedException",
            "Method Not Allowed");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, STATE, KEY, RESET, PING, "/v1/users/nothing"})
  void isSoForBodiesThatAreTooLarge(String path) {
    for (Api api : List.of(Api.anonymous(), ann.api())) {
      isError(
          api.post(path, "application/json", " ".repeat(70_000)),
          413,
          "RequestEntityTooLargeException",
          "Request Entity Too Large");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TOKEN, STATE, KEY, RESET, PING})
  void isSoForWeightsThatAreNone(String path) {
    isError(
        Api.anonymous().with("Accept", "a/b;q=x").get(path),
        400,
        "BadRequestException",
        "Bad Request");
  }

  @Test
  void isSoForAnswersThatNobodyAccepts() {
    isError(
        ann.api().with("Accept", "text/html").get(STATE + "?app=glass"),
        406,
        "NotAcceptableException",
        "Not Acceptable");
  }

  @Test
  void staysCloudIosBesideIt() {
    for (String path : List.of("/v1/auth/tokens", "/v1/auth/pingpong", "/v1/userss", "/v1/auth")) {
      assertThat(Api.anonymous().get(path).body()).startsWith("{\"code\":40");
    }
  }
}
