package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that nobody in their right mind sends: refused in the dialect's shape, never a 5xx. */
@ExtendWith(DeployedGatehouse.class)
class BadInputIT {
  private static final String AUTH = "/api/1/auth";
  private static final String SIGN_UP = "/api/1/signup";
  private static final String USERS = "/api/1/user";
  private static final int LIMIT = 64 * 1024;

  private static Workspace works;
  private static Person ann;

  /** Whom wrong logins may lock. */
  private static Workspace victim;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    victim = Workspace.signUp();
    ann = works.administrator();
  }

  /** Sends to every address that reads a body, and answers the replies. */
  private static List<Reply> everywhere(byte[] body) {
    return List.of(
        Api.anonymous().send("POST", AUTH, BodyPublishers.ofByteArray(body)),
        Api.anonymous().send("POST", SIGN_UP, BodyPublishers.ofByteArray(body)),
        ann.api().send("POST", USERS, BodyPublishers.ofByteArray(body)),
        ann.api().send("PATCH", ann.path(), BodyPublishers.ofByteArray(body)));
  }

  private static void isBadEverywhere(byte[] body) {
    assertThat(everywhere(body)).allSatisfy(reply -> reply.refuses(400, "Bad Request"));
  }

  private static void isBadEverywhere(String body) {
    isBadEverywhere(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1} x",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":1 /* comment */}",
        "\ufeff\ufeff{}",
        "user_name=ann&password=x",
        "<auth/>",
        "[]",
        "[{}]",
        "\"text\"",
        "42",
        "true",
        "null"
      })
  void refusesWhatIsNoJsonObject(String body) {
    isBadEverywhere(body);
  }

  @Test
  void saysOfAnEmptyObjectWhatIsMissing() {
    Api.anonymous().post(AUTH, "{}").refuses(400, "Bad Request");
    Api.anonymous().post(AUTH, Map.of("user_name", "ann")).refuses(400, "Bad Request");
    Api.anonymous().post(AUTH, Map.of("password", "x")).refuses(400, "Bad Request");
    Api.anonymous().post(SIGN_UP, "{}").refuses(400, "Bad Request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.5", "1e999", "-0", "true", "[]", "[\"ann\"]", "{}", "null"})
  void refusesAnotherTypeForAText(String value) {
    for (String field : List.of("user_name", "password")) {
      String body = "{\"user_name\": \"ann\", \"password\": \"x\"}";
      String wrong = body.replaceFirst("(\"" + field + "\": )\"\\w+\"", "$1" + value);
      Api.anonymous().post(AUTH, wrong).refuses(400, "Bad Request");
    }
    if (!value.equals("null")) {
      for (String field : List.of("client_name", "otp")) {
        String body = "{\"user_name\": \"ann\", \"password\": \"x\", \"%s\": %s}";
        Api.anonymous().post(AUTH, body.formatted(field, value)).refuses(400, "Bad Request");
      }
    }
  }

  @Test
  void refusesABodyOfThreeMegabytes() {
    byte[] large = "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);

    assertThat(everywhere(large))
        .allSatisfy(reply -> reply.refuses(413, "Request Entity Too Large").hasSecurityHeaders());
  }

  @Test
  void refusesAChunkedBodyOfThreeMegabytes() {
    byte[] large = "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);

    for (String path : List.of(AUTH, SIGN_UP)) {
      Api.anonymous()
          .send("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
          .refuses(413, "Request Entity Too Large")
          .hasSecurityHeaders();
    }
  }

  @Test
  void readsABodyAtTheLimitAndNotOneByteMore() {
    String credentials =
        Api.json(Map.of("client_name", victim.uid(), "user_name", "ann", "password", "wrong"));
    String atLimit = credentials + " ".repeat(LIMIT - credentials.length());

    Api.anonymous().post(AUTH, atLimit).refuses(401, "Unauthorized");
    Api.anonymous().post(AUTH, atLimit + " ").refuses(413, "Request Entity Too Large");
    byte[] more = (atLimit + " ").getBytes(StandardCharsets.UTF_8);
    Api.anonymous()
        .send("POST", AUTH, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more)))
        .refuses(413, "Request Entity Too Large");
  }

  @Test
  void readsAChunkedBody() {
    byte[] body =
        Api.json(Map.of("client_name", works.uid(), "user_name", "ann", "password", ann.password()))
            .getBytes(StandardCharsets.UTF_8);

    Api.anonymous()
        .send("POST", AUTH, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
        .is(200);
  }

  @Test
  void refusesJsonThatIsNestedDeeply() {
    for (int depth : new int[] {33, 1_000, 30_000}) {
      isBadEverywhere("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
      isBadEverywhere("[".repeat(2 * depth));
    }
    isBadEverywhere("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
  }

  @Test
  void survivesAVeryLongNumber() {
    isBadEverywhere("{\"user_name\":" + "9".repeat(60_000) + "}");
    isBadEverywhere("{\"user_name\":1e" + "9".repeat(50_000) + "}");
    isBadEverywhere("{\"user_name\":1e99999999999}");
    isBadEverywhere("{\"user_name\":1e-99999999999}");
  }

  @Test
  void survivesVeryManyFields() {
    var body = new StringBuilder("{\"user_name\":\"ann\"");
    for (int i = 0; body.length() < 60_000; i++) {
      body.append(",\"f").append(i).append("\":").append(i);
    }
    isBadEverywhere(body.append('}').toString());
  }

  @Test
  void refusesInvalidUtf8() {
    for (String bytes :
        List.of(
            "\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e4", "\u00f5\u0080\u0080\u0080")) {
      String body = "{\"user_name\":\"" + bytes + "\",\"password\":\"x\"}";
      isBadEverywhere(body.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void refusesUtf16AndUtf32() {
    String body = Api.json(Map.of("user_name", "ann", "password", "x"));

    isBadEverywhere(body.getBytes(StandardCharsets.UTF_16));
    isBadEverywhere(body.getBytes(StandardCharsets.UTF_16LE));
    isBadEverywhere(body.getBytes(java.nio.charset.Charset.forName("UTF-32")));
  }

  @Test
  void refusesRawNulBytes() {
    isBadEverywhere("{\"user_name\":\"a\0b\",\"password\":\"x\"}");
    isBadEverywhere("\0");
    isBadEverywhere("\0".repeat(1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0007", "\u202e", "\ud800", "\udc00\ud800", "\uffff", "'"})
  void survivesOddCharactersInEveryFieldOfALogin(String odd) {
    for (String field : List.of("client_name", "user_name", "password", "otp")) {
      Map<String, Object> body =
          new HashMap<>(
              Map.of(
                  "client_name",
                  victim.uid(),
                  "user_name",
                  "ann",
                  "password",
                  "wrong",
                  "otp",
                  "1"));
      body.put(field, "a" + odd + "b");
      // Escaped, as half a surrogate pair has no UTF-8.
      Api.anonymous().post(AUTH, escaped(body)).refuses(401, "Unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0007", "\u202e", "\ud800", "\udc00\ud800", "\uffff"})
  void refusesOddCharactersInEveryFieldOfAUser(String odd) {
    for (String field : List.of("name", "email", "display_name", "password")) {
      Map<String, Object> body =
          new HashMap<>(
              Map.of(
                  "name",
                  "u" + Workspace.unique(),
                  "email",
                  "u@example.com",
                  "display_name",
                  "U",
                  "password",
                  Workspace.PASSWORD));
      body.put(field, "a" + odd + "b");
      ann.api().post(USERS, escaped(body)).refuses(400, "Bad Request");
    }
    for (String field : List.of("email", "display_name", "status")) {
      ann.api().patch(ann.path(), escaped(Map.of(field, odd))).refuses(400, "Bad Request");
    }
  }

  @Test
  void survivesVeryLongFields() {
    String name = "n".repeat(20_000);
    Api.anonymous().logIn(name, name, name).refuses(401, "Unauthorized");
    Api.anonymous().logIn(victim.uid(), name, "x").refuses(401, "Unauthorized");
    Api.anonymous().logIn(victim.uid(), "\ufdfa".repeat(15_000), "x").refuses(401, "Unauthorized");
    Api.anonymous()
        .logIn(victim.uid(), "ann", "\ufdfa".repeat(15_000))
        .refuses(401, "Unauthorized");
    Api.anonymous()
        .post(
            AUTH,
            Map.of("client_name", victim.uid(), "user_name", "ann", "password", "x", "otp", name))
        .refuses(401, "Unauthorized");
    ann.api().patch(ann.path(), Map.of("display_name", name)).refuses(400, "Bad Request");
    ann.api().patch(ann.path(), Map.of("email", name + "@a.example")).refuses(400, "Bad Request");
  }

  @Test
  void takesTheLastOfDuplicateFieldsOrRefuses() {
    String body =
        "{\"client_name\":\"%s\",\"user_name\":\"x\",\"user_name\":\"ann\",\"password\":\"x\",\"password\":\"%s\"}"
            .formatted(works.uid(), ann.password());

    Reply reply = Api.anonymous().post(AUTH, body);

    assertThat(reply.status()).isIn(200, 400);
    assertThat(reply.status() == 400 || reply.text("user_name").equals("ann")).isTrue();
  }

  @Test
  void ignoresUnknownFieldsOfALogin() {
    Api.anonymous()
        .post(
            AUTH,
            Map.of(
                "client_name", works.uid(),
                "user_name", "ann",
                "password", ann.password(),
                "unknown", List.of(1, Map.of("a", "b"))))
        .is(200);
  }

  @Test
  void neverRepeatsWhatWasSent() {
    String marked = "<script>marked</script>";
    for (Reply reply :
        everywhere(("{\"" + marked + "\":\"" + marked + "\"}").getBytes(StandardCharsets.UTF_8))) {
      assertThat(reply.body()).doesNotContain("marked");
    }
    assertThat(ann.api().get("/api/1/user/marked").is(404).body()).doesNotContain("marked");
    assertThat(Api.anonymous().get("/api/1/%3Cmarked%3E").is(404).body()).doesNotContain("marked");
  }

  @Test
  void survivesTheSameWrongLoginFromManyAtOnce() {
    String nobody = Workspace.unique();

    var replies = AtOnce.call(8, () -> Api.anonymous().logIn(victim.uid(), nobody, "wrong"));

    assertThat(replies).extracting(Reply::status).containsOnly(401);
  }

  /** JSON in ASCII. */
  private static String escaped(Map<String, Object> members) {
    var text = new StringBuilder();
    for (char c : Api.json(members).toCharArray()) {
      text.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return text.toString();
  }
}
