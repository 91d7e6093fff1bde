package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.RawHttp;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in by {@code POST /api/1/auth}, which workspace that means, and how it is refused. */
@Tag("smoke")
@ExtendWith(DeployedGatehouse.class)
class AuthIT {
  private static final String AUTH = "/api/1/auth";
  private static final String REFUSAL = "401: Unauthorized";

  private static Workspace works;
  private static Person ann;

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
    ann = works.administrator();
  }

  private static Map<String, String> credentials() {
    return Map.of("client_name", works.name(), "user_name", ann.name(), "password", ann.password());
  }

  private static Map<String, String> withoutWorkspace() {
    return Map.of("user_name", ann.name(), "password", ann.password());
  }

  @Test
  void repliesWithAllFieldsOfTheSeed() {
    Reply reply = Api.anonymous().post(AUTH, credentials()).is(200);

    Map<String, Object> json = reply.json();
    assertThat(json)
        .containsOnlyKeys(
            "client_id",
            "client_name",
            "user_id",
            "user_name",
            "is_client_admin",
            "is_system_admin",
            "token",
            "token_expiry");
    assertThat(UUID.fromString(reply.text("client_id"))).hasToString(reply.text("client_id"));
    assertThat(UUID.fromString(reply.text("user_id"))).hasToString(ann.id());
    assertThat(json)
        .containsEntry("client_name", works.name())
        .containsEntry("user_name", "ann")
        .containsEntry("is_client_admin", true)
        .containsEntry("is_system_admin", false);
    assertThat(reply.text("token")).matches("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
  }

  @Test
  void tellsTheExpiryAsANumberOfEpochSecondsWithAFraction() {
    String body = Api.anonymous().post(AUTH, credentials()).is(200).body();

    Matcher expiry = Pattern.compile("\"token_expiry\": ?(\\d+\\.\\d+)[,}]").matcher(body);
    assertThat(expiry.find()).as(body).isTrue();
    Instant at = Instant.ofEpochSecond(new BigDecimal(expiry.group(1)).longValue());
    assertThat(at)
        .isBetween(
            Instant.now().plus(Duration.ofHours(11)), Instant.now().plus(Duration.ofHours(13)));
  }

  @Test
  void saysWhoIsNoAdministrator() {
    Reply reply =
        Api.anonymous().logIn(works.name(), works.add("plain").name(), Workspace.PASSWORD);

    assertThat(reply.is(200).json())
        .containsEntry("is_client_admin", false)
        .containsEntry("is_system_admin", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "application/json",
        "application/json; charset=utf-8",
        "text/plain",
        "text/xml",
        "multipart/form-data; boundary=x",
        "application/octet-stream"
      })
  void readsJsonWhateverTheContentTypeSays(String type) {
    Api.anonymous().with("Content-Type", type).post(AUTH, credentials()).is(200);
  }

  @Test
  void readsJsonWithoutAContentType() {
    Api.anonymous().post(AUTH, credentials()).is(200);
  }

  @Test
  void readsJsonWhateverCharacterSetTheContentTypeSays() {
    String body = Api.json(Map.of("user_name", "ann", "password", "Größe"));

    Api.anonymous()
        .with("Content-Type", "application/json; charset=iso-8859-1")
        .post(AUTH, body)
        .is(401);
  }

  @Test
  void takesJsonInFormEncodingWithAnAmpersandInThePassword() {
    Workspace other = Workspace.signUp();
    String odd = "a=b&c=d%20+\"quoted\\ \u00fcml\u00e4ut \ud83d\ude00";
    other.administrator().changePassword(odd).is(200);

    Api.anonymous()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .logIn(other.name(), "ann", odd)
        .is(200);
  }

  @Test
  void isAlsoAtTheLatestVersion() {
    Api.anonymous().post("/api/latest/auth", credentials()).is(200);
  }

  @Test
  void isAtNoOtherVersion() {
    Api.anonymous().post("/api/2/auth", credentials()).refuses(404, "Not Found");
    Api.anonymous().post("/api/auth", credentials()).refuses(404, "Not Found");
  }

  @Test
  void isNotCached() {
    assertThat(Api.anonymous().post(AUTH, credentials()).header("Cache-Control"))
        .contains("no-store");
  }

  @Test
  void setsNoCookie() {
    assertThat(Api.anonymous().post(AUTH, credentials()).header("Set-Cookie")).isEmpty();
  }

  @Test
  void ignoresACredentialThatIsGoodNoLonger() {
    Api.anonymous().withToken("eyJ.old.token").post(AUTH, credentials()).is(200);
    Api.anonymous().withCookie("eyJ.old.token").post(AUTH, credentials()).is(200);
  }

  // Which workspace a request means

  @Test
  void findsTheWorkspaceByItsNameInAnyCase() {
    for (String name : new String[] {works.name().toUpperCase(Locale.ROOT), works.name()}) {
      Api.anonymous().logIn(name, "ann", ann.password()).is(200);
    }
  }

  @Test
  void findsTheWorkspaceByItsUidInAnyCase() {
    Api.anonymous().logIn(works.uid(), "ann", ann.password()).is(200);
    Api.anonymous().logIn(works.uid().toUpperCase(Locale.ROOT), "ann", ann.password()).is(200);
  }

  @Test
  void findsTheUserInAnyCase() {
    Reply reply = Api.anonymous().logIn(works.name(), "ANN", ann.password()).is(200);
    assertThat(reply.text("user_name")).isEqualTo("ann");
  }

  @Test
  void findsTheWorkspaceInTheUserName() {
    Api.anonymous()
        .post(AUTH, Map.of("user_name", works.uid() + "/ann", "password", ann.password()))
        .is(200);
    Api.anonymous()
        .post(AUTH, Map.of("user_name", works.name() + "/ann", "password", ann.password()))
        .is(200);
  }

  @Test
  void splitsTheUserNameAtTheFirstSlash() {
    Api.anonymous()
        .post(AUTH, Map.of("user_name", works.uid() + "/ann/x", "password", ann.password()))
        .is(401);
  }

  @Test
  void findsTheWorkspaceInTheHeader() {
    Api.anonymous().with("X-Workspace", works.uid()).post(AUTH, withoutWorkspace()).is(200);
    Api.anonymous().with("X-Workspace", works.name()).post(AUTH, withoutWorkspace()).is(200);
  }

  @Test
  void findsTheWorkspaceInTheQuery() {
    Api.anonymous().post(AUTH + "?workspace=" + works.uid(), withoutWorkspace()).is(200);
    String name = works.name().replace(" ", "%20");
    Api.anonymous().post(AUTH + "?workspace=" + name, withoutWorkspace()).is(200);
    Api.anonymous().post(AUTH + "?a&workspace=" + name + "&b=c", withoutWorkspace()).is(200);
  }

  @Test
  void prefersTheFieldToUserNameHeaderAndQuery() {
    Workspace other = Workspace.signUp();

    Api.anonymous()
        .with("X-Workspace", other.uid())
        .post(AUTH + "?workspace=" + other.uid(), credentials())
        .is(200);
    Api.anonymous().logIn(other.uid(), works.uid() + "/ann", ann.password()).is(401);
  }

  @Test
  void prefersTheUserNameToHeaderAndQuery() {
    Workspace other = Workspace.signUp();
    Map<String, String> qualified =
        Map.of("user_name", works.uid() + "/ann", "password", ann.password());

    Reply reply =
        Api.anonymous()
            .with("X-Workspace", other.uid())
            .post(AUTH + "?workspace=" + other.uid(), qualified)
            .is(200);

    assertThat(reply.text("client_name")).isEqualTo(works.name());
  }

  @Test
  void prefersTheHeaderToTheQuery() {
    Workspace other = Workspace.signUp();

    Reply reply =
        Api.anonymous()
            .with("X-Workspace", works.uid())
            .post(AUTH + "?workspace=" + other.uid(), withoutWorkspace())
            .is(200);

    assertThat(reply.text("client_name")).isEqualTo(works.name());
  }

  @Test
  void takesABlankFieldForNone() {
    for (String blank : new String[] {"", "  "}) {
      Map<String, String> body = new HashMap<>(withoutWorkspace());
      body.put("client_name", blank);
      Api.anonymous().with("X-Workspace", works.uid()).post(AUTH, body).is(200);
    }
  }

  @Test
  void takesNullForNone() {
    String body =
        "{\"client_name\": null, \"otp\": null, \"user_name\": \"ann\", \"password\": \"%s\"}"
            .formatted(ann.password());
    Api.anonymous().with("X-Workspace", works.uid()).post(AUTH, body).is(200);
  }

  @Test
  void doesNotGuessAmongSeveralWorkspaces() {
    Api.anonymous().post(AUTH, withoutWorkspace()).is(401);
  }

  // Refusals

  @Test
  void refusesWithExactlyTheTextThatTheSeedsScriptCompares() {
    Reply reply = Api.anonymous().logIn(works.name(), "ann", "wrong");

    reply.is(401);
    assertThat(reply.body()).isEqualTo(REFUSAL);
    assertThat(reply.header("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, ann, right",
    "WORKS, nobody, right",
    "WORKS, ann, wrong",
    "WORKS, '', right",
    "'', ann, right",
    "WORKS, ann, ''",
    "WORKS, deactivated, right",
    "WORKS, locked, right",
    "a/b, ann, right",
    "WORKS, a b, right"
  })
  void refusesTheSameByteForByteWhateverTheReason(String workspace, String user, String password) {
    prepare(user);
    String client = workspace.equals("WORKS") ? works.name() : workspace;
    String right = password.equals("right") ? Workspace.PASSWORD : password;

    assertThat(refusal(client, user, right))
        .isEqualTo(refusal(works.name(), Workspace.unique(), "wrong"))
        .startsWith("HTTP/1.1 401 ")
        .endsWith("\r\n\r\n" + REFUSAL);
  }

  /** Makes the user be what its name says. */
  private static void prepare(String user) {
    if (user.equals("deactivated")) {
      works.add(user);
      ann.api().delete("/api/1/user/" + user).is(200);
    }
    if (user.equals("locked")) {
      works.add(user);
      for (int i = 0; i < 10; i++) {
        Api.anonymous().logIn(works.name(), user, "wrong").is(401);
      }
    }
  }

  private static String refusal(String workspace, String user, String password) {
    byte[] body =
        Api.json(Map.of("client_name", workspace, "user_name", user, "password", password))
            .getBytes(StandardCharsets.UTF_8);
    return RawHttp.refusal(
        "POST /api/1/auth HTTP/1.1\nContent-Length: " + body.length + "\n", body);
  }

  // One credential in three places

  @Test
  void acceptsTheTokenBareAsBearerAndAsCookie() {
    Map<String, Api> ways = new TreeMap<>();
    ways.put("bare", Api.anonymous().withToken(ann.token()));
    ways.put("bearer", Api.anonymous().with("Authorization", "Bearer " + ann.token()));
    ways.put("lower case", Api.anonymous().with("Authorization", "bearer " + ann.token()));
    ways.put("cookie", Api.anonymous().withCookie(ann.token()));

    ways.forEach(
        (way, api) -> {
          assertThat(api.get(ann.path()).status()).as(way).isEqualTo(200);
          assertThat(api.get("/api/1/user").status()).as(way).isEqualTo(200);
          assertThat(api.get("/account/sessions").status()).as(way).isEqualTo(200);
        });
  }

  @Test
  void prefersTheHeaderToTheCookie() {
    Person other = Workspace.signUp().administrator();

    Reply reply =
        Api.anonymous().withToken(other.token()).withCookie(ann.token()).get(other.path());

    assertThat(reply.updated()).containsEntry("id", other.id());
    Api.anonymous().withToken("wrong").withCookie(ann.token()).get(ann.path()).is(401);
  }

  @Test
  void findsTheCookieAmongOthers() {
    Api.anonymous()
        .with("Cookie", "a=b; gatehouse=" + ann.token() + "; c=d")
        .get(ann.path())
        .is(200);
  }

  @Test
  void takesNoTokenFromTheQuery() {
    for (String name : new String[] {"token", "access_token", "jwt", "Authorization"}) {
      Api.anonymous().get(ann.path() + "?" + name + "=" + ann.token()).is(401);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://elsewhere.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void refusesAChangeThatAnotherSiteMakesABrowserSend(String header, String value) {
    Reply reply =
        Api.anonymous()
            .withCookie(ann.token())
            .with(header, value)
            .patch(ann.path(), Map.of("display_name", "Forged"));

    reply.refuses(403, "Forbidden").hasSecurityHeaders();
    assertThat(ann.api().get(ann.path()).updated()).doesNotContainEntry("display_name", "Forged");
  }

  @Test
  void letsAPageOfItsOwnMakeAChange() {
    Api.anonymous()
        .withCookie(ann.token())
        .with("Origin", DeployedGatehouse.base().toString())
        .with("Sec-Fetch-Site", "same-origin")
        .patch(ann.path(), Map.of("display_name", "Ann Own"))
        .is(200);
  }

  @Test
  void letsNoOtherSiteReadAnything() {
    Reply reply =
        Api.anonymous()
            .withCookie(ann.token())
            .with("Origin", "https://elsewhere.example")
            .get(ann.path());
    Reply preflight =
        Api.anonymous()
            .with("Origin", "https://elsewhere.example")
            .with("Access-Control-Request-Method", "POST")
            .with("Access-Control-Request-Headers", "authorization")
            .send("OPTIONS", AUTH, BodyPublishers.noBody());

    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(preflight.header("Access-Control-Allow-Headers")).isEmpty();
  }
}
