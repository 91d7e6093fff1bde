package org.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Mailbox;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.RawHttp;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ResetMail;
import org.gatehouse.fixture.ServerLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Passwords, tokens, keys and codes reach no log, the access log included, no audit line and no
 * e-mail, whatever dialect they are said in and whatever goes wrong.
 */
@ExtendWith(DeployedGatehouse.class)
class SecretsIT {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final String XML = "application/xml";
  private static final String LOGIN = "/api/1/login.json";
  private static final String ME = "/api/1/users/me.json";

  private static Workspace works;

  private final String mark = "marked" + Workspace.unique();
  private final List<String> secrets = new ArrayList<>(List.of(mark));

  @BeforeAll
  static void signUp() {
    works = Workspace.signUp();
  }

  @Test
  void ofCloudomationReachNeitherALogNorALetter() {
    Person bob = works.addWithInitialPassword("bob", false);
    secrets.addAll(List.of(bob.password(), bob.token()));

    // What works: a password chosen, a login, a logout.
    bob.changePassword(mark + " good password").is(200);
    Person again = bob.logInAgain(mark + " good password");
    secrets.add(again.token());
    again.api().delete("/api/1/auth").is(204);
    // What is refused: by the core, by JSON, by the server.
    Api.anonymous().logIn(works.name(), "bob", mark).is(401);
    Api.anonymous().logIn(mark, mark, mark).is(401);
    Api.anonymous().logIn(works.name(), "bob", mark.repeat(100)).is(401);
    Api.anonymous()
        .post(
            "/api/1/auth", Map.of("user_name", works.uid() + "/bob", "password", mark, "otp", mark))
        .is(401);
    bob.changePassword(mark).is(400);
    Api.anonymous().post("/api/1/auth", "{\"password\": \"" + mark).is(400);
    Api.anonymous().post("/api/1/auth", "{\"password\": [\"" + mark + "\"]}").is(400);
    Api.anonymous().post("/api/1/auth", "password=" + mark).is(400);
    Api.anonymous()
        .post("/api/1/signup", Map.of("workspace_name", "x", "password", mark, "setup_code", mark))
        .is(400);
    Api.anonymous()
        .post(
            "/api/1/signup",
            Map.of(
                "workspace_name",
                Workspace.unique(),
                "user_name",
                "ann",
                "email",
                "ann@example.com",
                "password",
                mark + " good password",
                "setup_code",
                mark))
        .is(403);
    Api.anonymous().withToken("eyJ" + mark).get(bob.path()).is(401);
    Api.anonymous().with("Authorization", "Basic " + mark).get(bob.path()).is(401);
    Api.anonymous().withCookie(mark).get(bob.path()).is(401);

    assertThat(ServerLog.text()).contains("login ok", "login wrong-password", "password-change ok");
    assertThat(ServerLog.requests()).contains("/api/1/auth", "/api/1/signup", bob.path());
    leaveNoTrace();
    for (String secret : secrets) {
      assertThat(Mailbox.of(bob.email())).noneMatch(mail -> mail.contains(secret));
    }
  }

  @Test
  void ofKeysReachNoLog() {
    Person ann = works.administrator();
    Program program = works.addProgram("program" + Workspace.unique());
    Reply userKey =
        ann.api()
            .post("/api/1/user-key", Map.of("name", "tool", "current_password", ann.password()))
            .is(201);
    Reply rotated =
        ann.api()
            .post(
                "/api/1/user-key/" + userKey.text("key_id") + "/rotation",
                Map.of("current_password", ann.password(), "overlap_seconds", 60))
            .is(201);
    secrets.addAll(List.of(program.key(), userKey.text("key"), rotated.text("key")));
    secrets.add(works.makeDeveloperKey().text("key"));

    secrets.add(program.logIn().is(200).text("token"));
    secrets.add(Api.anonymous().logIn(works.uid(), "ann", rotated.text("key")).text("token"));
    program.logIn(program.key() + mark).is(401);
    ann.api().post("/api/1/user-key", Map.of("name", "tool", "current_password", mark)).is(400);
    Api.anonymous().get("/api/1/user-key?key=" + mark).is(401);

    leaveNoTrace();
  }

  @Test
  void ofCloudIoReachNoLog() {
    Program program = works.addProgram("program" + Workspace.unique());
    String pair = pair(works.uid() + "/" + program.name(), program.key());
    secrets.addAll(List.of(program.key(), pair));

    Reply login = cloudIo("Authorization", pair).is(200);
    secrets.addAll(List.of(login.text("jwt"), login.text("csrf")));
    secrets.add(cloudIo("Authentication", pair).is(200).text("jwt"));
    Api session = Api.anonymous().with("Authorization", "Bearer " + login.text("jwt"));
    for (String path : List.of("/v1/auth/status", "/v1/datasources", "/v1/datasources/sales")) {
      session.get(path + "?csrf=" + login.text("csrf"));
      session.with("X-CSRF-Token", login.text("csrf")).get(path);
      session.get(path + "?csrf=" + mark).is(403);
      session.get(path + "?%63srf=" + mark).is(403);
      session.with("X-CSRF-Token", mark).get(path).is(403);
      session.with("Content-Type", FORM).post(path + "?csrf=" + mark, "csrf=" + mark);
    }
    // Wrong and malformed logins.
    for (String given : List.of(mark, pair(works.uid() + "/x", mark), pair(mark, mark), "")) {
      secrets.add(given);
      for (String header : List.of("Authorization", "Authentication")) {
        cloudIo(header, given).is(403);
        cloudIo(header, given + " " + mark).is(403);
        Api.anonymous().with(header, given).post("/v1/auth", "{}");
      }
    }
    Api right = Api.anonymous().with("Authorization", "Token " + pair);
    right.with("Content-Type", JSON).post("/v1/auth", "{\"password\": \"" + mark + "\"}").is(400);
    right.with("Content-Type", JSON).post("/v1/auth", "{\"" + mark).is(400);
    refusedByJaxRs(right, "/v1/auth");
    refusedByJaxRs(session, "/v1/auth/status");
    refusedByJaxRs(Api.anonymous(), "/v1/nothing");
    session.delete("/v1/auth?csrf=" + login.text("csrf")).is(204);

    assertThat(ServerLog.requests()).contains("/v1/auth/status", "/v1/datasources/sales");
    leaveNoTrace();
  }

  @Test
  void ofCloudCheckrReachNoLog() {
    String token = "/v1/auth/token";
    String reset = "/v1/auth/resetpassword";
    String good = mark + " good password";
    Person bob = works.add("bob" + Workspace.unique());
    String name = works.uid() + "/" + bob.name();
    bob.changePassword(good).is(200);

    // What works: a login, fresh tokens, state; a copy; a logout.
    Reply login = Api.anonymous().postForm(token, Map.of("username", name, "password", good));
    Api session = Api.anonymous().withToken(login.is(200).text("token"));
    Reply fresh = session.patch(token, "").is(200);
    secrets.addAll(List.of(login.text("token"), fresh.text("token")));
    session.patch("/v1/users/me/state?app=glass", "{\"state\":{\"a\":\"" + mark + "\"}}").is(200);
    // Wrong and malformed.
    String wrong = "username=" + name + "&password=" + mark;
    form(token, wrong).is(401);
    form(token, wrong + "&otp=" + mark).is(401);
    form(token, wrong + "&%zz=" + mark).is(400);
    form(token, wrong + "&password=x").is(400);
    form(token + "?" + wrong, "").is(400);
    form(token + "?app=" + mark, wrong).is(422);
    send(token, JSON, wrong).is(415);
    Api.anonymous().withToken("eyJ" + mark).patch(token, mark).is(401);
    session.patch("/v1/users/me/state?app=" + mark, "{}").is(422);
    session.patch("/v1/users/me/state?app=glass", "{\"" + mark).is(400);
    // A new password: who asks, for whom, and with what.
    send(reset, JSON, "{\"email_address\":\"" + mark + "@x.example\"}").is(204);
    send(reset, JSON, "{\"email_address\":\"" + mark + "\"}").is(422);
    send(reset, JSON, "{\"email_address\":[\"" + mark).is(400);
    String asked = "{\"email_address\":\"" + bob.email() + "\"}";
    String link = ResetMail.after(bob.email(), () -> send(reset, JSON, asked).is(204)).token();
    secrets.add(link);
    Map<String, String> choice =
        Map.of("username", name, "password", good + "!", "password_confirmation", good + "!");
    Api.anonymous().put(reset, plus(choice, "token", mark)).is(401);
    Api.anonymous().put(reset + "?token=" + link, choice).is(400);
    Api.anonymous().put(reset, plus(choice, "token", link)).is(204);
    Api.anonymous().put(reset, plus(choice, "token", link)).is(401);
    for (String path : List.of(token, reset, "/v1/auth/ping", "/v1/users/me/key", "/v1/users/x")) {
      refusedByJaxRs(Api.anonymous(), path);
      refusedByJaxRs(bob.logInAgain(good + "!").api(), path);
    }

    assertThat(ServerLog.text()).contains("password-reset ok", "password-reset wrong-token");
    assertThat(ServerLog.requests()).contains(token, reset, "/v1/users/me/state");
    leaveNoTrace();
    assertThat(Mailbox.of(bob.email())).noneMatch(letter -> letter.contains(mark));
  }

  private static Map<String, String> plus(Map<String, String> some, String name, String value) {
    Map<String, String> more = new HashMap<>(some);
    more.put(name, value);
    return more;
  }

  @Test
  void ofCloudForgeReachNoLog() {
    String developerKey = works.makeDeveloperKey().text("key");
    Person ann = works.administrator();
    Reply made =
        ann.api()
            .post("/api/1/user-key", Map.of("name", "forge", "current_password", ann.password()))
            .is(201);
    String userKey = made.text("key");
    secrets.addAll(List.of(developerKey, userKey));
    String user = "&credentials[domain]=%s&credentials[login]=ann".formatted(works.uid());
    String developer =
        "credentials[developerOrganization]=%s&credentials[developerKey]=%s"
            .formatted(works.uid(), developerKey);
    String right = developer + user + "&credentials[userKey]=" + userKey;
    String wrong = developer + user + "&credentials[password]=" + mark;

    // In the query, also as no decent client writes it; in a form; both. Then JSON and XML.
    for (String path : List.of(ME, "/api/1/users/me.xml", "/api/1/users/me")) {
      raw("GET", path + "?" + right, "").is(200);
      raw("GET", path + "?" + wrong, "").is(401);
      raw("GET", path + "?" + right + "&credentials[password]=" + mark, "");
      raw("GET", path + "?" + encoded(right), "").is(200);
      raw("GET", path + "?" + encoded(wrong), "").is(401);
      raw("GET", path + "?" + wrong + "&x=%zz", "");
      raw("GET", path + "?" + developer + user + ";credentials[password]=" + mark, "");
      form(path + "?" + wrong, wrong);
    }
    Reply login = form(LOGIN, right).is(200);
    secrets.add(cookie(login));
    form(LOGIN, wrong).is(401);
    form(LOGIN, "credentials[password]=" + mark).is(401);
    form(LOGIN, "%zz=" + mark + "&credentials[password]=" + mark).is(400);
    form(LOGIN, wrong.replace(developerKey, mark)).is(401);
    form(LOGIN + "?credentials[userKey]=" + mark, right).is(400);
    send(LOGIN, JSON, json(developerKey, mark)).is(401);
    send(LOGIN, JSON, json(developerKey, mark) + mark).is(400);
    send(LOGIN, XML, xml(developerKey, mark)).is(401);
    send(LOGIN, XML, xml(developerKey, mark).replace("</hash>", mark)).is(400);
    send(LOGIN, XML, "<!DOCTYPE " + mark + ">" + xml(developerKey, mark)).is(400);
    send(LOGIN, "text/plain; x=" + mark, wrong).is(415);
    // Basic, right, wrong and malformed.
    for (String given :
        List.of(pair(works.uid() + "_ann", userKey), pair(works.uid() + "_ann", mark), mark, "=")) {
      secrets.add(given);
      Api.anonymous().with("Authorization", "Basic " + given).get(ME);
      Api.anonymous().with("Authorization", "Basic " + given).get("/api/1/users/you.json");
    }
    // By the cookie alone, and by one that is none.
    Api.anonymous().withCookie(cookie(login)).get(ME + "?password=" + mark).is(200);
    Api.anonymous().withCookie(mark).get(ME).is(401);
    // An organization whose owner's password is good, and one whose is not.
    String organization =
        "/api/1/organizations.json?companyName=x&user[password]=" + mark + "&user[login]=owner";
    raw("POST", organization, "Content-Length: 0\n").is(401);
    form(organization, developer).is(400);
    // What JAX-RS refuses.
    for (String path : List.of(ME, LOGIN, "/api/1/organizations/nothing.json", "/api/1/login.x")) {
      for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO")) {
        raw(method, path + "?" + right, "Content-Length: 0\n");
        raw(method, path + "?" + wrong, "Content-Length: 0\n");
      }
    }

    // Payara would say so, at length, if it had missed the body of a 401, which has none.
    assertThat(ServerLog.text()).doesNotContain("Exception sending default error page");
    assertThat(ServerLog.requests()).contains(ME, LOGIN, "/api/1/organizations.json");
    leaveNoTrace();
  }

  /** Where credentials mean nothing, somebody may send them all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login",
        "/login/code",
        "/signup",
        "/account/profile",
        "/admin/users",
        "/nothing",
        "/resources/nothing",
        "/error-reply",
        "/api/1/auth",
        "/api/1/user",
        "/api/1/nothing",
        "/v1",
        "/cli/auth.bash",
        "/.well-known/jwks.json"
      })
  void sentToTheWrongPlaceReachNoLog(String path) {
    String query =
        "credentials[password]=%1$s&password=%1$s&token=%1$s&jwt=%1$s&csrf=%1$s".formatted(mark);

    refusedByJaxRs(Api.anonymous(), path);
    refusedByJaxRs(works.administrator().api(), path);
    for (String method : List.of("GET", "POST", "PUT", "FOO")) {
      raw(method, path + "?" + query, "Content-Length: 0\n");
      raw(method, path + "?" + query + "&%zz", "Content-Length: 0\n");
    }
    form(path + "?" + query, query);

    assertThat(ServerLog.requests()).contains(path);
    leaveNoTrace();
  }

  @Test
  void leaveOnlyKeysAndReasonsInTheAuditLines() {
    String user = "user" + Workspace.unique();
    Api.anonymous().logIn(works.name(), user, "wrong").is(401);
    Api.anonymous().logIn(works.name(), works.administrator().name(), "wrong").is(401);

    assertThat(ServerLog.text())
        .contains("wrong-password workspace=", " user=" + works.administrator().id() + " ")
        .doesNotContain(user);
  }

  /** What each dialect answers without any of its resources having been asked. */
  private void refusedByJaxRs(Api api, String path) {
    String query = "?csrf=%1$s&password=%1$s&a=b".formatted(mark);
    api.get(path + "/" + Workspace.unique() + query);
    for (String method : List.of("PUT", "PATCH", "OPTIONS", "DELETE")) {
      api.send(method, path + query, BodyPublishers.noBody());
    }
    for (String type : List.of("text/plain", FORM, "multipart/form-data; boundary=" + mark, "/")) {
      api.with("Content-Type", type).post(path + query, "password=" + mark);
    }
    api.with("Accept", "image/png").get(path + query);
  }

  private void leaveNoTrace() {
    String accesses = ServerLog.requests();
    String log = ServerLog.text();

    assertThat(accesses).doesNotContain("?");
    for (String secret : secrets.stream().filter(some -> some.length() > 8).toList()) {
      assertThat(lineWith(secret, log)).as("the log shows a secret").isEmpty();
      assertThat(lineWith(secret, accesses)).as("the access log shows a secret").isEmpty();
    }
    assertThat(log).doesNotContain("argon2id", "eyJ");
  }

  private static String lineWith(String secret, String log) {
    return log.contains(secret)
        ? log.lines().filter(line -> line.contains(secret)).findFirst().orElseThrow()
        : "";
  }

  private static Reply cloudIo(String header, String pair) {
    return Api.anonymous()
        .with(header, "Token " + pair)
        .with("Content-Type", JSON)
        .post("/v1/auth", "{}");
  }

  private static Reply raw(String method, String target, String headers) {
    return RawHttp.send(method + " " + target + " HTTP/1.1\n" + headers);
  }

  /** A form in the body, and what has to be escaped in the address. */
  private static Reply form(String target, String form) {
    return send(target, FORM, form);
  }

  private static Reply send(String target, String type, String body) {
    return Api.anonymous()
        .with("Content-Type", type)
        .post(target.replace("[", "%5B").replace("]", "%5D"), body);
  }

  private static String encoded(String query) {
    return query.replace("[", "%5B").replace("]", "%5d").replace("c", "%63");
  }

  private static String json(String developerKey, String password) {
    return """
        {"credentials": {"developerOrganization": "%1$s", "developerKey": "%2$s",
         "domain": "%1$s", "login": "ann", "password": "%3$s"}}"""
        .formatted(works.uid(), developerKey, password);
  }

  private static String xml(String developerKey, String password) {
    return """
        <hash><credentials><developerOrganization>%1$s</developerOrganization>
        <developerKey>%2$s</developerKey><domain>%1$s</domain><login>ann</login>
        <password>%3$s</password></credentials></hash>"""
        .formatted(works.uid(), developerKey, password);
  }

  private static String cookie(Reply reply) {
    return reply
        .header("Set-Cookie")
        .map(cookie -> cookie.split("[=;]", 3)[1])
        .orElseThrow(() -> new AssertionError("no cookie with " + reply));
  }

  private static String pair(String name, String secret) {
    return Base64.getEncoder()
        .encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
