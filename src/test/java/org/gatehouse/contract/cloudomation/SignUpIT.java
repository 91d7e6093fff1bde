package org.gatehouse.contract.cloudomation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing up by {@code POST /api/1/signup}: who gets a workspace, and of what name. */
@ExtendWith(DeployedGatehouse.class)
class SignUpIT {
  private static final String SIGN_UP = "/api/1/signup";

  private static Map<String, Object> request() {
    String unique = Workspace.unique();
    return new HashMap<>(
        Map.of(
            "workspace_name",
            "Works " + unique,
            "user_name",
            "ann",
            "email",
            "ann@" + unique + ".example",
            "password",
            Workspace.PASSWORD));
  }

  private static Map<String, Object> requestWith(String field, Object value) {
    Map<String, Object> request = request();
    request.put(field, value);
    return request;
  }

  private static Reply signUp(Map<String, Object> request) {
    return Api.anonymous().post(SIGN_UP, request);
  }

  // Who gets one

  @Test
  void createsAWorkspaceWithOneUserWhoAdministersItAndAnswersAsALoginDoes() {
    Workspace.signUp(); // So that this one isn't the first of the installation.
    Map<String, Object> request = request();

    Reply reply = signUp(request).is(201);

    assertThat(reply.json())
        .containsEntry("client_name", request.get("workspace_name"))
        .containsEntry("user_name", "ann")
        .containsEntry("is_client_admin", true)
        .containsEntry("is_system_admin", false)
        .containsOnlyKeys(
            "client_id",
            "client_name",
            "user_id",
            "user_name",
            "is_client_admin",
            "is_system_admin",
            "token",
            "token_expiry");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    Reply users = Api.anonymous().withToken(reply.text("token")).get("/api/1/user").is(200);
    assertThat(users.json()).containsEntry("total", 1L);
  }

  @Test
  void isAlsoAtTheLatestVersionAndReadsJsonWhateverTheContentTypeSays() {
    Api.anonymous()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .post("/api/latest/signup", request())
        .is(201);
  }

  @Test
  void letsTheNewUserLogIn() {
    Map<String, Object> request = request();
    signUp(request).is(201);

    Api.anonymous()
        .logIn((String) request.get("workspace_name"), "ann", Workspace.PASSWORD)
        .is(200);
  }

  @Test
  void refusesAWrongSetUpCode() {
    Map<String, Object> request = requestWith("setup_code", "aaaa-bbbb-cccc-dddd");

    signUp(request).refuses(403, "Forbidden");

    request.remove("setup_code");
    signUp(request).is(201);
  }

  @Test
  void makesNobodyTheSystemAdministratorBecauseOfAForwardedAddress() {
    Workspace.signUp();
    Reply reply =
        Api.anonymous().with("X-Forwarded-For", "127.0.0.1").post(SIGN_UP, request()).is(201);

    assertThat(reply.json()).containsEntry("is_system_admin", false);
  }

  // Of what name

  @Test
  void refusesANameThatIsTakenWhateverItsCaseAndSpaces() {
    Map<String, Object> request = request();
    String name = (String) request.get("workspace_name");
    signUp(request).is(201);

    for (String same :
        List.of(
            name,
            name.toUpperCase(Locale.ROOT),
            name.toLowerCase(Locale.ROOT),
            "  " + name + " ",
            name.replace(" ", "   "),
            name.replace("W", "\uff37"))) {
      signUp(requestWith("workspace_name", same)).refuses(409, "Conflict");
    }
  }

  @Test
  void refusesAUidThatIsTaken() {
    String uid = Workspace.unique();
    signUp(requestWith("workspace_uid", uid)).is(201);

    signUp(requestWith("workspace_uid", uid)).refuses(409, "Conflict");
    signUp(requestWith("workspace_uid", uid.toUpperCase(Locale.ROOT))).refuses(409, "Conflict");
  }

  @Test
  void refusesANameThatIsTheUidOfAnotherAndTheOtherWayRound() {
    String uid = Workspace.unique();
    String name = Workspace.unique();
    Map<String, Object> request = requestWith("workspace_uid", uid);
    request.put("workspace_name", name);
    signUp(request).is(201);

    signUp(requestWith("workspace_name", uid)).refuses(409, "Conflict");
    signUp(requestWith("workspace_uid", name)).refuses(409, "Conflict");
  }

  @Test
  void takesTheNearestFreeUidWhereNoneIsGiven() {
    String stem = Workspace.unique();
    for (String name : List.of(stem + "!", stem + "?", stem + ".")) {
      signUp(requestWith("workspace_name", name)).is(201);
    }

    Api.anonymous().logIn(stem, "ann", Workspace.PASSWORD).is(200);
    Api.anonymous().logIn(stem + "2", "ann", Workspace.PASSWORD).is(200);
    Api.anonymous().logIn(stem + "3", "ann", Workspace.PASSWORD).is(200);
  }

  @Test
  void givesANameToOneOfThoseWhoWantItAtTheSameMoment() {
    Map<String, Object> request = request();

    List<Reply> replies = AtOnce.call(8, () -> signUp(request));

    assertThat(replies.stream().collect(groupingBy(Reply::status, counting())))
        .isEqualTo(Map.of(201, 1L, 409, 7L));
  }

  @Test
  void givesAUidToOneOfThoseWhoWantItAtTheSameMoment() {
    String uid = Workspace.unique();

    List<Reply> replies = AtOnce.call(8, () -> signUp(requestWith("workspace_uid", uid)));

    assertThat(replies.stream().collect(groupingBy(Reply::status, counting())))
        .isEqualTo(Map.of(201, 1L, 409, 7L));
  }

  @Test
  void normalisesANameToNfkc() {
    String unique = Workspace.unique();

    Reply reply = signUp(requestWith("workspace_name", "\ufb01ne u\u0308ber " + unique)).is(201);

    assertThat(reply.text("client_name")).isEqualTo("fine \u00fcber " + unique);
    Api.anonymous().logIn("FINE \u00dcBER " + unique, "ann", Workspace.PASSWORD).is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M\u00fcller & S\u00f6hne GmbH",
        "\u041a\u043e\u043c\u043f\u0430\u043d\u0438\u044f",
        "\u6771\u4eac\u30ab\u30d5\u30a7 Cafe",
        "O'Neil \"Quoted\" <b>",
        "${1+1} #{2+2} %s {0}",
        "x'; drop table workspace; --"
      })
  void takesNamesOfTheWholeWorld(String name) {
    String full = name + " " + digits();

    assertThat(signUp(requestWith("workspace_name", full)).is(201).text("client_name"))
        .isEqualTo(full);
    Api.anonymous().logIn(full, "ann", Workspace.PASSWORD).is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a/b",
        "a\u0000b",
        "a\u0007b",
        "a\nb",
        "a\tb",
        "a\u202eb",
        "a\u200bb",
        "a\ufeffb",
        "a\ue000b",
        "a\u2028b",
        "P\u0430ypal",
        "\u0391lpha"
      })
  void refusesANameThatCouldPassForAnotherOrDoesNotShow(String name) {
    signUp(requestWith("workspace_name", name)).refuses(400, "Bad Request");
    signUp(requestWith("user_name", name)).refuses(400, "Bad Request");
  }

  @Test
  void refusesHalfOfASurrogatePair() {
    String body = Api.json(request()).replace("\"ann\"", "\"ann\\ud83d\"");
    Api.anonymous().post(SIGN_UP, body).refuses(400, "Bad Request");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 500, 10_000, 60_000})
  void refusesANameThatIsTooLong(int length) {
    signUp(requestWith("workspace_name", "n".repeat(length))).refuses(400, "Bad Request");
    signUp(requestWith("user_name", "n".repeat(154 + length))).refuses(400, "Bad Request");
    // One character that NFKC makes eighteen of.
    signUp(requestWith("workspace_name", "\ufdfa".repeat(length / 10))).refuses(400, "Bad Request");
  }

  @Test
  void takesTheLongestNames() {
    Map<String, Object> request = requestWith("user_name", "u".repeat(254));
    request.put("workspace_name", Workspace.unique() + "n".repeat(88));

    signUp(request).is(201);

    Api.anonymous()
        .logIn((String) request.get("workspace_name"), "u".repeat(254), Workspace.PASSWORD)
        .is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a:b", "a/b", "a\\b", "a,b", "<a>", "a;b", "a%b", "a'b"})
  void refusesAUserNameThatUrlsAndBasicCouldNotCarry(String name) {
    signUp(requestWith("user_name", name)).refuses(400, "Bad Request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a-b-c", "has space", "m\u00fcller", "a/b"})
  void refusesAUidThatIsNotThreeToThirtyTwoLettersAndDigits(String uid) {
    signUp(requestWith("workspace_uid", uid)).refuses(400, "Bad Request");
    signUp(requestWith("workspace_uid", "a".repeat(33))).refuses(400, "Bad Request");
  }

  // The password

  @Test
  void refusesAPasswordThatIsTooShort() {
    signUp(requestWith("password", "elevenchars")).refuses(400, "Bad Request");
    signUp(requestWith("password", "")).refuses(400, "Bad Request");
  }

  @Test
  void refusesAPasswordThatIsTooLong() {
    signUp(requestWith("password", "p".repeat(257))).refuses(400, "Bad Request");
    signUp(requestWith("password", "p".repeat(60_000))).refuses(400, "Bad Request");
  }

  @Test
  void takesTheLongestPassword() {
    String longest = Workspace.PASSWORD + "\ud83d\ude00".repeat(256 - 28);
    Map<String, Object> request = requestWith("password", longest);
    signUp(request).is(201);

    String workspace = (String) request.get("workspace_name");
    Api.anonymous().logIn(workspace, "ann", longest).is(200);
    Api.anonymous().logIn(workspace, "ann", longest + "!").is(401);
  }

  @Test
  void refusesAPasswordThatContainsANameOrControlCharacters() {
    Map<String, Object> request = requestWith("user_name", "annabel");
    String workspace = (String) request.get("workspace_name");
    for (String password :
        List.of(
            "my ANNABEL 12345",
            "x" + workspace.toUpperCase(Locale.ROOT),
            "with\u0000a NUL in",
            "with\u0007a bell in")) {
      request.put("password", password);
      signUp(request).refuses(400, "Bad Request");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sonyericsson2024", "dragonmonkey12", "13.05.1987 a", "annabel.kay77"})
  void refusesAPasswordThatIsGuessedEarly(String password) {
    Map<String, Object> request = requestWith("email", "annabel.kay@example.com");
    request.put("password", password);

    signUp(request).refuses(400, "Bad Request");
  }

  @Test
  void neverRepeatsThePasswordInARefusal() {
    assertThat(signUp(requestWith("password", "marked-11xy")).is(400).body())
        .doesNotContain("marked-11xy");
  }

  // The address

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "@example.com",
        "ann@",
        "ann@@example.com",
        "ann@example..com",
        "ann@.example.com",
        "a b@example.com",
        "ann@example.com, bob@example.com",
        "Ann <ann@example.com>",
        "ann@example.com\r\nBcc: bob@example.com",
        "ann\u0000@example.com",
        "ann@exa\u202emple.com"
      })
  void refusesAnAddressThatMailCannotGoTo(String email) {
    signUp(requestWith("email", email)).refuses(400, "Bad Request");
  }

  @Test
  void refusesAnAddressThatIsTooLong() {
    signUp(requestWith("email", "a".repeat(65) + "@example.com")).refuses(400, "Bad Request");
    signUp(requestWith("email", "a@" + "b".repeat(253) + ".example")).refuses(400, "Bad Request");
  }

  // All or nothing

  @ParameterizedTest
  @ValueSource(strings = {"user_name", "email", "password", "setup_code", "workspace_uid"})
  void leavesTheNameFreeWhenItRefuses(String field) {
    Map<String, Object> request = request();
    Map<String, Object> wrong = new HashMap<>(request);
    wrong.put(field, "/");
    int status = signUp(wrong).status();
    assertThat(status).isIn(400, 403);

    signUp(request).is(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workspace_name", "user_name", "email", "password"})
  void saysWhichFieldIsMissing(String field) {
    Map<String, Object> request = request();
    request.remove(field);

    assertThat(signUp(request).refuses(400, "Bad Request").body()).contains(field);
  }

  private static String digits() {
    return Workspace.unique().replaceAll("[a-f]", "7");
  }
}
