package org.gatehouse.contract.cloudcheckr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.STATE;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isError;
import static org.gatehouse.contract.cloudcheckr.CloudCheckr.isUnauthorized;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v1/users/me/state}: what a program keeps of its screen for a user, member by member. */
@ExtendWith(DeployedGatehouse.class)
class StateIT {
  private static final String GLASS = STATE + "?app=glass";
  private static final String LENS = STATE + "?app=lens";
  private static final int CROWD = 20;

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  @BeforeEach
  void forget() {
    Database.update("delete from client_state where user_id = ?", UUID.fromString(ann.id()));
  }

  private static Reply patch(String state) {
    return ann.api().patch(GLASS, "{\"state\": " + state + "}");
  }

  private static void isState(Reply reply, String state) {
    reply.is(200).hasSecurityHeaders().hasBody("cloudcheckr/state.json", "state", state);
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
  }

  private static void isStateLike(Reply reply, String state) {
    reply.is(200).hasJson("cloudcheckr/state.json", "state", state);
  }

  // One after another

  @Test
  void isEmptyAtFirst() {
    isState(ann.api().get(GLASS), "{}");
    isState(ann.api().get(LENS), "{}");
  }

  @Test
  void isRepliedAsItIsFromThenOn() {
    isState(patch("{\"a\":1}"), "{\"a\":1}");
    isState(ann.api().get(GLASS), "{\"a\":1}");
    isStateLike(patch("{\"b\":[1,{}]}"), "{\"a\":1,\"b\":[1,{}]}");
    isStateLike(ann.api().get(GLASS), "{\"a\":1,\"b\":[1,{}]}");
    isStateLike(patch("{}"), "{\"a\":1,\"b\":[1,{}]}");
  }

  /** The examples of RFC 7396, appendix A, as far as a state can be like that. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"} | {\"a\":null} | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
        "{\"a\":{\"b\":1}} | {\"a\":[null]} | {\"a\":[null]}",
        "{\"e\":1} | {\"a\":1} | {\"e\":1,\"a\":1}",
        "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
        "{\"a\":1} | {\"a\":{\"b\":{\"c\":1}}} | {\"a\":{\"b\":{\"c\":1}}}",
        "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"b\":{\"x\":null}}} | {\"a\":{\"b\":{},\"c\":2}}"
      })
  void isChangedByAMergePatch(String before, String patch, String after) {
    patch(before).is(200);

    isStateLike(patch(patch), after);
    isStateLike(ann.api().get(GLASS), after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1.0",
        "0.1",
        "12345678901234567890123",
        "0.12345678901234567890123",
        "-273.15",
        "true",
        "false",
        "\"\"",
        "[]",
        "[null,[[]]]",
        "\"J\u00fcrgen \u4f60\u597d \ud83d\ude00\"",
        "\"\\\"\\\\\\n\\u0000\""
      })
  void keepsValuesAsTheyWereSent(String value) {
    String state = "{\"a\":" + value + "}";
    String written = value.equals("-0") ? "{\"a\":0}" : state;

    isState(patch(state), written);
    isState(ann.api().get(GLASS), written);
  }

  @Test
  void keepsNamesOfAllSorts() {
    String state = "{\"\":1,\"\u00e4 \ud83d\ude00\":2,\"a.b/c~d\":3,\"__proto__\":4}";

    isStateLike(patch(state), state);
    isStateLike(patch("{\"\":null}"), state.replace("\"\":1,", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/merge-patch+json",
        "text/plain",
        CloudCheckr.FORM
      })
  void takesAPatchWhateverItsTypeIs(String type) {
    isState(
        ann.api().with("Content-Type", type).patch(GLASS, "{\"state\":{\"a\":1}}"), "{\"a\":1}");
  }

  @Test
  void isOfOneUserAndOneProgram() {
    patch("{\"a\":1}").is(200);
    Person bob = CloudCheckr.add(works);
    Program robot = works.addProgram("robot");

    isState(ann.api().get(LENS), "{}");
    isState(bob.api().get(GLASS), "{}");
    isState(robot.in(robot.logIn()).get(GLASS), "{}");
    isState(Workspace.signUp().administrator().api().get(GLASS), "{}");
    bob.api().patch(GLASS, "{\"state\":{\"b\":2}}").is(200);
    ann.api().patch(LENS, "{\"state\":{\"c\":3}}").is(200);
    isState(ann.logInAgain().api().get(GLASS), "{\"a\":1}");
  }

  // What is refused

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"state\":{}}x",
        "{}",
        "{\"state\":null}",
        "{\"state\":[]}",
        "{\"state\":\"a\"}",
        "{\"state\":1}",
        "{\"state\":{\"a\":1},\"b\":1}",
        "{\"state\":{\"a\":1e}}",
        "{\"state\":{\"a\":'b'}}"
      })
  void refusesWhatIsNoPatch(String body) {
    patch("{\"a\":0}").is(200);

    Reply reply = ann.api().patch(GLASS, body).is(400);

    assertThat(reply.body())
        .startsWith("{\"errors\":[{\"status\":\"400\",\"title\":\"BadRequestException\"");
    isState(ann.api().get(GLASS), "{\"a\":0}");
  }

  @Test
  void refusesWhatIsNestedDeeply() {
    isError(
        patch("{\"a\":".repeat(40) + "1" + "}".repeat(40)),
        400,
        "BadRequestException",
        "The JSON is nested too deeply.");
    isError(
        patch("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        400,
        "BadRequestException",
        "The JSON is nested too deeply.");
    isState(ann.api().get(GLASS), "{}");
  }

  @Test
  void survivesHalfACharacterAndMonstrousNumbers() {
    for (String odd :
        List.of(
            "{\"a\":\"\\ud800\"}",
            "{\"\\udc00\":1}",
            "{\"a\":1e999999999}",
            "{\"a\":1e400}",
            "{\"a\":" + "1".repeat(1_098) + "e5}",
            "{\"a\":1234e2147483647}")) {
      assertThat(patch(odd).status()).isIn(200, 400, 422);
      ann.api().get(GLASS).is(200);
    }
    isStateLike(patch("{\"b\":1,\"a\":null,\"\\udc00\":null,\"?\":null}"), "{\"b\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?app=", "?app=other", "?app=GLASS", "?app=glass%20", "?App=glass"})
  void wantsAKnownProgram(String query) {
    String detail = "app must be one of: glass, lens.";

    isError(ann.api().get(STATE + query), 422, "ValidationException", detail);
    isError(ann.api().patch(STATE + query, "{\"state\":{}}"), 422, "ValidationException", detail);
    isError(ann.api().patch(STATE + query, "{"), 422, "ValidationException", detail);
  }

  @Test
  void isLimitedAndStaysAsItWasWhereItWouldGetTooLarge() {
    String half = "\"" + "x".repeat(40_000) + "\"";
    String quarter = "\"" + "\u00e4".repeat(13_000) + "\"";
    patch("{\"a\":" + half + "}").is(200);

    isError(
        patch("{\"b\":" + half + "}"),
        422,
        "ValidationException",
        "The state must not have more than 65536 bytes.");
    // Bytes, not e-mails.
    isError(
        patch("{\"b\":" + quarter + "}"),
        422,
        "ValidationException",
        "The state must not have more than 65536 bytes.");
    patch("{\"b\":\"" + "x".repeat(66_000) + "\"}").is(413);
    isState(ann.api().get(GLASS), "{\"a\":" + half + "}");
    // Each program has its own limit, and what goes makes room.
    ann.api().patch(LENS, "{\"state\":{\"b\":" + half + "}}").is(200);
    patch("{\"a\":null,\"b\":" + half + "}").is(200);
  }

  @Test
  void isFullToTheLastByte() {
    // {"a":"…","b":"…"} with 65,536 bytes in all.
    patch("{\"a\":\"" + "x".repeat(40_000) + "\"}").is(200);
    int rest = 65_536 - 40_000 - "{\"a\":\"\",\"b\":\"\"}".length();

    isError(
        patch("{\"b\":\"" + "x".repeat(rest + 1) + "\"}"),
        422,
        "ValidationException",
        "The state must not have more than 65536 bytes.");
    assertThat(patch("{\"b\":\"" + "x".repeat(rest) + "\"}").is(200).body())
        .hasSize(65_536 + "{\"state\":}".length());
  }

  @Test
  void isNobodysWithoutALogin() {
    for (String path : List.of(GLASS, STATE, STATE + "?app=other")) {
      isUnauthorized(Api.anonymous().get(path));
      isUnauthorized(Api.anonymous().patch(path, "{\"state\":{}}"));
      isUnauthorized(Api.anonymous().patch(path, "{"));
      isUnauthorized(Api.anonymous().withToken("wrong").get(path));
    }
  }

  @Test
  void isForNobodyWhoMustChangeThePasswordFirst() {
    Person bob = works.addWithInitialPassword("initial", false);

    isError(bob.api().get(GLASS), 403, "ForbiddenException", "Forbidden");
    isError(bob.api().patch(GLASS, "{\"state\":{}}"), 403, "ForbiddenException", "Forbidden");
  }

  // At the same moment

  @Test
  void keepsAllThatManyChangeAtOnce() {
    List<Callable<Reply>> patches =
        IntStream.range(0, CROWD)
            .<Callable<Reply>>mapToObj(
                i -> () -> patch("{\"m%d\":%d,\"in\":{\"n%d\":true}}".formatted(i, i, i)))
            .toList();

    List<Reply> replies = AtOnce.call(patches);

    assertThat(replies).extracting(Reply::status).containsOnly(200);
    Map<String, Object> state = ann.api().get(GLASS).is(200).part("state");
    assertThat(state).hasSize(CROWD + 1);
    assertThat((Map<?, ?>) state.get("in")).hasSize(CROWD);
  }
}
