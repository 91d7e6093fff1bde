package org.gatehouse.web.apidocs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The document as the server has it; and every operation in it, called with its own examples.
 * {@link Api} holds the answers to it, here and in all other tests.
 */
@ExtendWith(DeployedGatehouse.class)
class OpenApiIT {
  private static final String PATH = "/openapi.json";

  @Test
  void anybodyReadsTheDocument() {
    Reply reply = Api.anonymous().get(PATH).is(200).hasSecurityHeaders();
    assertThat(DocumentSchemas.read(reply.body()))
        .isEqualTo(
            DocumentSchemas.read(ApiDocument.of(Api.anonymous().base().toString()).toString()));
    assertThat(reply.header("Cache-Control")).contains("max-age=60");
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("*");
    String tag = reply.header("ETag").orElseThrow();
    assertThat(Api.anonymous().with("If-None-Match", tag).get(PATH).is(304).body()).isEmpty();
    assertThat(Api.anonymous().post(PATH, "{}").is(405).header("Allow")).isPresent();
  }

  @Test
  void everyOperationAnswersAsDocumentedToAnybody() {
    for (ApiOperation operation : operations()) {
      call(operation, Api.anonymous());
    }
  }

  @Test
  void everyOperationAnswersAsDocumentedToAnAdministrator() {
    Person ann = Workspace.signUp().administrator();
    for (ApiOperation operation : operations()) {
      if (!ann.isLoggedIn()) {
        ann = ann.logInAgain();
      }
      call(operation, ann.api());
    }
  }

  /** What the document doesn't know fails wherever it is answered. */
  @Test
  void anAnswerThatIsNotDocumentedFails() {
    Map<String, List<String>> json = Map.of("Content-Type", List.of("application/json"));
    for (Reply reply :
        List.of(
            new Reply(200, json, "{\"status\":\"UP\"}"),
            new Reply(200, json, "{\"status\":\"UP\",\"checks\":[],\"more\":1}"),
            new Reply(200, Map.of(), "pong"),
            new Reply(201, json, ""))) {
      assertThatThrownBy(() -> DocumentedReplies.check("GET", "/health", reply))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("openapi: GET /health");
    }
    assertThatThrownBy(
            () -> DocumentedReplies.check("GET", "/api/1/nothing", new Reply(200, json, "{}")))
        .hasMessageContaining("no such operation");
    DocumentedReplies.check(
        "GET", "/health?x", new Reply(200, json, "{\"status\":\"UP\",\"checks\":[]}"));
  }

  private static List<ApiOperation> operations() {
    return new OperationReader(ApiDocument.of(Api.anonymous().base().toString()))
        .groups().stream().flatMap(group -> group.operations().stream()).toList();
  }

  private static void call(ApiOperation operation, Api api) {
    String path = operation.path();
    for (ApiParameter parameter : operation.parameters()) {
      path = path.replace("{" + parameter.name() + "}", value(parameter));
    }
    String query =
        String.join(
            "&",
            operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query") && parameter.required())
                .map(parameter -> parameter.name() + "=" + value(parameter))
                .toList());
    Api typed = operation.body().map(body -> api.with("Content-Type", body.type())).orElse(api);
    Reply reply =
        typed.send(
            operation.method(), query.isEmpty() ? path : path + "?" + query, body(operation));
    assertThat(reply.status()).as(operation.id()).isNotIn(405, 415);
  }

  private static String value(ApiParameter parameter) {
    return parameter.example().isEmpty() ? "nothing" : parameter.example();
  }

  private static BodyPublisher body(ApiOperation operation) {
    return operation
        .body()
        .map(body -> BodyPublishers.ofString(sent(body)))
        .orElse(BodyPublishers.noBody());
  }

  private static String sent(ApiBody body) {
    return body.type().endsWith("json")
        ? body.example()
        : Api.form(
            Stream.of(body.example().split("\n"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1])));
  }
}
