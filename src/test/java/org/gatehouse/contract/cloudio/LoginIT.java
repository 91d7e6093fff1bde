package org.gatehouse.contract.cloudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.contract.cloudio.CloudIo.AUTH;
import static org.gatehouse.contract.cloudio.CloudIo.logIn;
import static org.gatehouse.contract.cloudio.CloudIo.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.Database;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.RawHttp;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in by {@code POST /v1/auth}, which workspace that means, and how it is refused. */
@ExtendWith(DeployedGatehouse.class)
class LoginIT {
  private static final String DENIED = "cloudio/access-denied.json";

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private static Reply logInAnn(Api api) {
    return logIn(api, works.uid() + "/ann", ann.password());
  }

  private static Reply annWithBody(String type, String body) {
    return Api.anonymous()
        .with("Authorization", token(works.uid() + "/ann", ann.password()))
        .post(AUTH, type, body);
  }

  private static void isDenied(Reply reply) {
    reply.is(403).hasBody(DENIED).hasSecurityHeaders();
    assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  // What is sent, and what comes back

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Authentication"})
  void repliesAsTheSeedDoesToEitherHeader(String header) {
    Reply reply = logIn(Api.anonymous(), header, works.uid() + "/ann", ann.password());

    reply
        .is(200)
        .hasJson("cloudio/login.json", "org", works.uid(), "user", "ann", "email", ann.email());
    assertThat(reply.hasSecurityHeaders().header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"token ", "TOKEN ", "Token   "})
  void takesTheSchemeInAnyCase(String scheme) {
    Api.anonymous()
        .with("Authorization", scheme + Api.pair(works.uid() + "/ann", ann.password()))
        .post(AUTH, "application/json", "{}")
        .is(200);
  }

  @Test
  void splitsAtTheFirstColon() {
    Person bob = works.add("colon");
    bob.changePassword("a:long:pass:word").is(200);

    logIn(Api.anonymous(), works.uid() + "/colon", "a:long:pass:word").is(200);
  }

  @Test
  void readsUtf8() {
    String odd = "Gr\u00fc\u00dfe an alle \ud83d\ude00 \u4f60\u597d";
    works.add("j\u00fcrgen").changePassword(odd).is(200);

    Reply reply = logIn(Api.anonymous(), works.uid() + "/j\u00fcrgen", odd).is(200);

    assertThat(reply.text("userName")).isEqualTo("j\u00fcrgen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json; charset=utf-8"})
  void takesAnEmptyObjectOrNothing(String type) {
    for (String body : List.of("{}", " {\n} ", "")) {
      annWithBody(type, body).is(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\": 1}", "[]", "{", "null", "\"\"", "{}{}", "username=ann", "\u0000"})
  void refusesAnyOtherBody(String body) {
    Reply reply = annWithBody("application/json", body).is(400);

    assertThat(reply.json())
        .containsOnlyKeys("code", "status", "title", "message")
        .containsEntry("title", "Bad Request");
  }

  @Test
  void leavesNoSessionBehindWhereItRefusesTheBody() {
    Person bob = works.add("bodies");
    String sessions = sessions(bob);

    Api.anonymous()
        .with("Authorization", token(works.uid() + "/bodies", bob.password()))
        .post(AUTH, "application/json", "{\"a\": 1}")
        .is(400);

    assertThat(sessions(bob)).isEqualTo(sessions);
  }

  /** How many sessions the user is shown. */
  private static String sessions(Person person) {
    String page = person.anonymous().withCookie(person.token()).get("/account/sessions").body();
    return "sessions: " + page.split("<tr>", -1).length;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "text/json"})
  void refusesBodiesOfOtherTypes(String type) {
    annWithBody(type, "{}")
        .is(415)
        .hasBody(
            "cloudio/error.json",
            "code",
            "415",
            "title",
            "Unsupported Media Type",
            "message",
            "Unsupported Media Type");
  }

  @Test
  void tellsTheAuditLogOfAWrongPasswordOnce() {
    String address = Api.newAddress();

    isDenied(logIn(Api.anonymous().from(address), works.uid() + "/ann", "wrong"));

    String written = IpAddress.parse(address).orElseThrow().toString();
    assertThat(
            Database.text(
                "select listagg(type || ' ' || outcome, ',') from audit_event where address = ?",
                written))
        .isEqualTo("login wrong-password");
  }

  // Two headers

  @Test
  void readsTheOtherHeaderWhereAuthorizationIsOfAnotherScheme() {
    logIn(
            Api.anonymous().with("Authorization", "Basic YTpi"),
            "Authentication",
            works.uid() + "/ann",
            ann.password())
        .is(200);
  }

  @Test
  void asksNoOtherHeaderWhereAuthorizationHasAToken() {
    for (String token : List.of("Bearer " + ann.token(), ann.token(), "Bearer x", "x")) {
      logIn(
              Api.anonymous().with("Authorization", token),
              "Authentication",
              works.uid() + "/ann",
              ann.password())
          .is(403);
    }
  }

  @Test
  void takesBothHeadersWhereTheySayTheSame() {
    Api both = Api.anonymous().with("Authentication", token(works.uid() + "/ann", ann.password()));

    logInAnn(both).is(200);
  }

  @Test
  void refusesTwoIdentitiesAsAnyOther() {
    Person bob = works.add("second");
    String right = token(works.uid() + "/second", bob.password());
    String wrong = token(works.uid() + "/second", "wrong");

    isDenied(logInAnn(Api.anonymous().with("Authentication", right)));
    isDenied(logInAnn(Api.anonymous().with("Authentication", wrong)));
    assertThat(ServerLog.text()).contains("authentication two-identities");
  }

  @Test
  void refusesTwoHeadersOfTheSameName() {
    Reply reply = logInAnn(Api.anonymous().with("Authorization", token("a/b", "c")));

    reply
        .is(400)
        .hasBody(
            "cloudio/error.json", "code", "400", "title", "Bad Request", "message", "Bad Request");
  }

  // Who

  @Test
  void letsAServiceAccountInByItsKey() {
    Program robot = works.addProgram("robot");

    Reply reply = logIn(Api.anonymous(), works.uid() + "/robot", robot.key()).is(200);

    reply.hasJson("cloudio/login.json", "org", works.uid(), "user", "robot", "email", "");
    assertThat(CloudIo.of(Api.anonymous(), reply).isOpen()).isTrue();
    isDenied(logIn(Api.anonymous(), works.uid() + "/robot", robot.key() + "x"));
    isDenied(logIn(Api.anonymous(), works.uid() + "/ann", robot.key()));
  }

  @Test
  void letsAPersonInByAUserKey() {
    Person bob = works.add("keyed");

    logIn(Api.anonymous(), works.uid() + "/keyed", bob.makeKey()).is(200);
  }

  @Test
  void refusesADeveloperKeyWhichIsNobodys() {
    String key = works.makeDeveloperKey().text("key");

    isDenied(logIn(Api.anonymous(), works.uid() + "/ann", key));
  }

  @Test
  void refusesAPersonWithASecondFactor() {
    Person bob = works.add("factor");
    Authenticator.enrol(bob);

    isDenied(logIn(Api.anonymous(), works.uid() + "/factor", bob.password()));
  }

  @Test
  void letsAPersonInWhoMustChangeThePasswordButNoFurther() {
    Person bob = works.addWithInitialPassword("initial", false);

    CloudIo session =
        CloudIo.of(
            Api.anonymous(), logIn(Api.anonymous(), works.uid() + "/initial", bob.password()));

    session.get("/v1/auth/status").is(200);
    session.get("/v1/datasources").is(403);
  }

  // Which workspace

  @Test
  void findsTheWorkspaceInTheUserName() {
    logIn(Api.anonymous(), works.uid() + "/ann", ann.password()).is(200);
    logIn(Api.anonymous(), works.name().toUpperCase(Locale.ROOT) + "/ANN", ann.password()).is(200);
    isDenied(logIn(Api.anonymous(), works.uid() + "/ann/x", ann.password()));
  }

  @Test
  void findsTheWorkspaceInTheHeaderOrTheQuery() {
    logIn(Api.anonymous().with("X-Workspace", works.uid()), "ann", ann.password()).is(200);
    logIn(Api.anonymous().with("X-Workspace", works.name()), "ann", ann.password()).is(200);
    Api.anonymous()
        .with("Authorization", token("ann", ann.password()))
        .post(AUTH + "?workspace=" + works.uid(), "application/json", "{}")
        .is(200);
  }

  @Test
  void prefersTheUserNameToTheHeaderAndTheHeaderToTheQuery() {
    Workspace other = Workspace.signUp();
    String query = AUTH + "?workspace=" + other.uid();

    Reply byName =
        Api.anonymous()
            .with("X-Workspace", other.uid())
            .with("Authorization", token(works.uid() + "/ann", ann.password()))
            .post(query, "application/json", "{}")
            .is(200);
    Reply byHeader =
        Api.anonymous()
            .with("X-Workspace", works.uid())
            .with("Authorization", token("ann", ann.password()))
            .post(query, "application/json", "{}")
            .is(200);

    assertThat(byName.text("orgUid")).isEqualTo(works.uid());
    assertThat(byHeader.text("orgUid")).isEqualTo(works.uid());
  }

  @Test
  void doesNotGuessAmongSeveralWorkspaces() {
    isDenied(logIn(Api.anonymous(), "ann", ann.password()));
  }

  // Refusals

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Token",
        "Token ",
        "Token ???",
        "Token YQ",
        "Token YQ==",
        "Token /////w==",
        "Token Og==",
        "Basic YTpi",
        "Bearer x",
        "eyJ.a.b",
        "x"
      })
  void refusesNonsense(String header) {
    isDenied(Api.anonymous().with("Authorization", header).post(AUTH, "application/json", "{}"));
  }

  @Test
  void refusesWhoSaysNothing() {
    isDenied(Api.anonymous().post(AUTH, "application/json", "{}"));
  }

  @Test
  void takesNoTokenAndNoCookieForALogin() {
    isDenied(ann.api().post(AUTH, "application/json", "{}"));
    isDenied(Api.anonymous().withCookie(ann.token()).post(AUTH, "application/json", "{}"));
    isDenied(
        Api.anonymous()
            .with("Authorization", "Bearer " + ann.token())
            .post(AUTH, "application/json", "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN/ann, right",
    "WORKS/nobody, right",
    "WORKS/ann, wrong",
    "WORKS/, right",
    "/ann, right",
    "ann, right",
    "WORKS/ann, ''",
    "WORKS/deactivated, right",
    "WORKS/locked, right",
    "WORKS/withCode, right"
  })
  void refusesTheSameByteForByteWhateverTheReason(String name, String password) {
    prepare(name.substring(name.indexOf('/') + 1));
    String right = password.equals("right") ? Workspace.PASSWORD : password;

    assertThat(refusal(name.replace("WORKS", works.uid()), right))
        .isEqualTo(refusal(works.uid() + "/" + Workspace.unique(), "wrong"))
        .startsWith("HTTP/1.1 403 ");
  }

  /** Makes the user be what its name says. */
  private static void prepare(String user) {
    switch (user) {
      case "deactivated" -> {
        works.add(user);
        ann.api().delete("/api/1/user/" + user).is(200);
      }
      case "locked" -> {
        works.add(user);
        for (int i = 0; i < 10; i++) {
          isDenied(logIn(Api.anonymous(), works.uid() + "/" + user, "wrong"));
        }
      }
      case "withCode" -> Authenticator.enrol(works.add(user));
      default -> {
        // As it is.
      }
    }
  }

  private static String refusal(String name, String password) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /v1/auth HTTP/1.1\nContent-Type: application/json\nContent-Length: 2\nAuthorization: "
            + token(name, password)
            + "\n";
    return RawHttp.refusal(head, body);
  }
}
