package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DPoPProofFactory;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.LargeDatabase;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.StatementLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a request costs the database: a budget of statements for each call, commits included, once
 * the server is warm. Whoever adds a statement sees it here; whoever saves one lowers the budget.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
@Tag("payara") // Hibernate is in the WAR, so the statements are the same on every server.
class StatementsIT {
  /**
   * The least of so many is what the call itself needs: beside it keys are read anew, mail sent.
   */
  private static final int ROUNDS = 5;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern HOUSEKEEPING =
      Pattern.compile("select \\w+ from (\\w+) where .* for update skip locked");
  private static final Pattern SEALED_BEFORE =
      Pattern.compile("where (sealed_\\w+|encrypted_\\w+|\\w+) is not null and \\1 not like");
  private static final Set<String> CLEANED_UP =
      Set.of(
          "login_session",
          "pending_login",
          "trusted_device",
          "login_throttle",
          "rate_bucket",
          "api_key",
          "password_reset",
          "invitation",
          "oauth_client_secret",
          "revoked_token",
          "authorization_request",
          "oauth_grant",
          "device_authorization",
          "outbox",
          "sign_on",
          "used_message",
          "shown_secret");

  private static final String CALLBACK = "https://app.example.com/callback";
  private static final String ANN = "ann";
  private static final String BOB = "bob";

  @TempDir private static Path directory;
  private static EmbeddedPostgres postgres;
  private static final DPoPProofFactory PROOFS = proofs();

  private static StatementLog log;
  private static LargeDatabase large;
  private static int started;
  private static ServerProcess server;
  private static Api anonymous;
  private static String workspace;
  private static String key;
  private static Api ann;
  private static Api cloudIo;
  private static String csrf;
  private static String developerKey;
  private static Map<String, String> client;
  private static String introspected;
  private static String proxied;
  private static String proxyCookie = "";
  private static String boundToken = "";
  private static Reply ofPerson;
  private static String refreshed;
  private static int others;

  /** A call, and how many statements it may cost. */
  private record Call(String name, int budget, Supplier<Reply> request) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("postgres-log"));
    postgres = StatementLog.enable(Postgres.builder(), logs).start();
    log = StatementLog.of(postgres, logs);
    Map<String, String> settings = Postgres.settings(postgres, directory);
    settings.put(
        "GATEHOUSE_DB_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
    settings.put("GATEHOUSE_SIGNUP", "open");
    server = ServerProcess.start(directory, settings);
    // Housekeeping may begin before all is filled.
    started = log.mark();
    large = LargeDatabase.fill(log.connection());
    anonymous = Api.at(server.base());
    workspace = "Works " + Workspace.unique();
    ann =
        anonymous.withToken(
            anonymous
                .with(Api.FORWARDED_FOR, "")
                .post(
                    "/api/1/signup",
                    Map.of(
                        "workspace_name",
                        workspace,
                        "workspace_uid",
                        "works",
                        "user_name",
                        ANN,
                        "email",
                        "ann@example.com",
                        "password",
                        Workspace.PASSWORD))
                .is(201)
                .text("token"));
    add(BOB);
    ann.post("/api/1/datasource", Map.of("name", "ledger")).is(201);
    ann.post("/api/1/role", Map.of("name", "reader", "datasources", List.of("ledger"))).is(201);
    ann.patch("/api/1/user/" + BOB, Map.of("roles", List.of("reader"))).is(200);
    key =
        ann.post("/api/1/service-account", Map.of("name", "program", "roles", List.of("reader")))
            .is(201)
            .text("key");
    developerKey = ann.post("/api/1/developer-key", Map.of("name", "App")).is(201).text("key");
    Reply made =
        ann.post(
                "/api/1/client",
                Map.of(
                    "client_name",
                    "Nightly",
                    "redirect_uris",
                    List.of(CALLBACK),
                    "client_uri",
                    "https://app.example.com/",
                    "require_pkce",
                    false,
                    "grant_types",
                    List.of("client_credentials", "authorization_code", "refresh_token")))
            .is(201);
    client =
        Map.of(
            "client_id",
            (String) made.part("updated").get("client_id"),
            "client_secret",
            made.text("client_secret"));
    introspected = clientCredentials().text("access_token");
    proxied =
        (String)
            ann.post(
                    "/api/1/client",
                    Map.of(
                        "client_name",
                        "Notes",
                        "token_endpoint_auth_method",
                        "none",
                        "redirect_uris",
                        List.of("https://notes.example.com/.gatehouse/callback")))
                .is(201)
                .part("updated")
                .get("client_id");
    refreshed = logIn(BOB).is(200).text("token");
    Reply login = keyLogin();
    csrf = login.text("csrf");
    cloudIo =
        anonymous.with("Authorization", "Bearer " + login.text("jwt")).with("X-CSRF-Token", csrf);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    postgres.close();
  }

  static Stream<Call> calls() {
    return Stream.of(
        new Call("password login", 9, () -> logIn(BOB).is(200)),
        new Call("wrong password", 8, StatementsIT::wrongPassword),
        new Call("unknown user", 6, StatementsIT::unknownUser),
        new Call("key login, CloudIO", 4, StatementsIT::keyLogin),
        new Call(
            "key login, Cloudomation", 4, () -> anonymous.logIn(workspace, "program", key).is(200)),
        new Call("refresh", 3, StatementsIT::refresh),
        new Call("client credentials", 0, StatementsIT::clientCredentials),
        new Call("introspection", 0, StatementsIT::introspect),
        // The session, how many grants there are, a new one, the audit log, and the commit.
        new Call("authorization", 5, StatementsIT::authorize),
        // Beside those: the grant is read, the code used up, and the commit.
        new Call("authorization and its code", 8, () -> redeem(authorize())),
        new Call("refresh of a client", 3, StatementsIT::refreshOfClient),
        new Call("userinfo", 0, StatementsIT::userinfo),
        // That the proof was shown, and the commit.
        new Call("userinfo by a token that is bound to a key", 2, StatementsIT::boundUserinfo),
        new Call("forward authentication", 0, StatementsIT::askOfProxy),
        new Call("authenticated GET, own user", 0, StatementsIT::ownUser),
        new Call("authenticated GET, another user", 0, () -> ann.get("/api/1/user/" + BOB).is(200)),
        new Call("authenticated GET, session", 0, () -> cloudIo.get("/v1/auth/status").is(200)),
        new Call("authenticated GET, datasources", 0, () -> cloudIo.get("/v1/datasources").is(200)),
        new Call("credentials in every request", 0, StatementsIT::credentials),
        new Call("own page", 16, StatementsIT::page),
        new Call("login page", 0, () -> anonymous.get("/login").is(200)),
        new Call("JWKS", 0, () -> anonymous.get("/.well-known/jwks.json").is(200)),
        new Call("ping", 0, () -> anonymous.get("/v1/auth/ping").is(200)));
  }

  /**
   * Whatever these calls ask, and the tasks in the background, has an index that answers it. First,
   * so that those tasks are done when calls are counted.
   */
  @Test
  @Order(1)
  void readsNoLargeTableFromEndToEnd() throws Exception {
    calls().forEach(call -> call.request().get());
    administration();
    forgottenPassword();
    awaitHousekeeping();

    List<String> asked =
        log.since(started).stream()
            // What an older master key has sealed may be anywhere.
            .filter(statement -> !SEALED_BEFORE.matcher(statement).find())
            .filter(statement -> !statement.contains(LargeDatabase.ROWS))
            .toList();
    assertThat(large.scans(asked)).isEmpty();
  }

  @Order(2)
  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void costsNoMoreThanItsBudget(Call call) throws Exception {
    List<String> least = log.during(call.request()::get);
    for (int i = 1; i < ROUNDS; i++) {
      List<String> some = log.during(call.request()::get);
      least = some.size() < least.size() ? some : least;
    }

    assertThat(least).hasSizeLessThanOrEqualTo(call.budget());
  }

  private static void administration() {
    String user = "/api/1/user/" + BOB;
    ann.get("/api/1/user", Map.of("search", "bob")).is(200);
    ann.get("/api/1/service-account").is(200);
    ann.patch(user, Map.of("display_name", "Bob")).is(200);
    ann.patch(user, Map.of("roles", List.of("reader"))).is(200);
    ann.patch("/api/1/role/reader", Map.of("datasources", List.of("ledger"))).is(200);
    ann.get("/api/1/developer-key").is(200);
    ann.get("/api/1/client", Map.of("search", "nightly")).is(200);
    ann.get("/api/1/identity-provider").is(200);
    ann.get("/api/1/identity-provider/house").is(404);
    ann.get("/api/1/sign-on-policy").is(200);
    ann.put(
            "/api/1/authentication-policy",
            Map.of(
                "second_factor",
                "required",
                "second_factor_roles",
                List.of("reader", "workspace-admin"),
                "grace_days",
                365))
        .is(200);
    ann.get("/api/1/authentication-policy/missing").is(200);
    ann.put("/api/1/authentication-policy", Map.of("second_factor", "not-required")).is(200);
    ask("revoke", Map.of("token", clientCredentials().text("access_token")));
    add("carl");
    ann.delete("/api/1/user/carl").is(200);
    Reply carol = logIn(BOB).is(200);
    anonymous.withToken(carol.text("token")).delete("/api/1/auth");
    anonymous.withCookie(refreshed).get("/account/sessions").is(200);
    anonymous.withCookie(refreshed).get("/account/keys").is(200);
    anonymous.withCookie(refreshed).get("/account/applications").is(200);
    anonymous.withCookie(refreshed).get("/account/activity").is(200);
    ann.get("/api/1/branding").is(200);
    ann.get("/admin").is(200);
    ann.get("/admin/users?factor=off&rank=auditor&role=reader&state=active&sort=activity&q=b")
        .is(200);
    anonymous.get("/brand/" + "0".repeat(64) + ".png").is(404);
    ann.get("/api/1/audit").is(200);
    ann.get("/api/1/audit", Map.of("person", "bob", "from", "2000-01-01")).is(200);
    ann.get("/api/1/audit/export.jsonl", Map.of("type", "user-add")).is(200);
  }

  private static void forgottenPassword() {
    anonymous
        .with("Content-Type", "application/json")
        .post("/v1/auth/resetpassword", Map.of("email_address", "bob@example.com"))
        .is(204);
  }

  /** It comes within a minute of the start, and not all of it in the same order. */
  private static void awaitHousekeeping() throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!cleanedUp().containsAll(CLEANED_UP) || unsealed() > 0) {
      assertThat(Instant.now()).as("%s", cleanedUp()).isBefore(deadline);
      Thread.sleep(500);
    }
  }

  /** How far the entries of the audit log have come that aren't chained. */
  private static long unsealed() throws SQLException {
    try (Statement statement = log.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (select max(arrival) from audit_event) - sealed_arrival from audit_chain")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Set<String> cleanedUp() throws Exception {
    return log.since(started).stream()
        .map(HOUSEKEEPING::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static void add(String user) {
    ann.post(
            "/api/1/user",
            Map.of(
                "name", user, "email", user + "@example.com", "password", Workspace.PASSWORD + "1"))
        .is(201);
    anonymous
        .withToken(anonymous.logIn(workspace, user, Workspace.PASSWORD + "1").is(200).text("token"))
        .patch(
            "/api/1/user/" + user,
            Map.of("current_password", Workspace.PASSWORD + "1", "password", Workspace.PASSWORD))
        .is(200);
  }

  private static Reply logIn(String user) {
    return anonymous.logIn(workspace, user, Workspace.PASSWORD);
  }

  private static Reply wrongPassword() {
    return anonymous.logIn(workspace, BOB, "wrong").is(401);
  }

  private static Reply unknownUser() {
    others++;
    return anonymous.logIn(workspace, "nobody" + others, "wrong").is(401);
  }

  private static Reply keyLogin() {
    return anonymous
        .with("Authorization", "Token " + Api.pair("works/program", key))
        .post("/v1/auth", Map.of())
        .is(200);
  }

  private static Reply refresh() {
    Reply reply =
        anonymous.with("Authorization", "Bearer " + refreshed).patch("/v1/auth/token", "").is(200);
    refreshed = reply.text("token");
    return reply;
  }

  private static Reply clientCredentials() {
    return ask("token", Map.of("grant_type", "client_credentials"));
  }

  private static Reply authorize() {
    return anonymous
        .withCookie(refreshed)
        .get(
            "/authorize/o/works",
            Map.of(
                "response_type",
                "code",
                "scope",
                "openid email",
                "client_id",
                client.get("client_id"),
                "redirect_uri",
                CALLBACK))
        .is(303);
  }

  private static Reply redeem(Reply redirect) {
    String location = redirect.header("Location").orElseThrow();
    String code = location.replaceFirst(".*[?&]code=([^&]*).*", "$1");
    return keep(
        ask(
            "token",
            Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK)));
  }

  private static Reply keep(Reply tokens) {
    ofPerson = tokens;
    return tokens;
  }

  private static Reply refreshOfClient() {
    return keep(
        ask(
            "token",
            Map.of(
                "grant_type", "refresh_token", "refresh_token", ofPerson.text("refresh_token"))));
  }

  private static Reply userinfo() {
    return anonymous
        .with("Authorization", "Bearer " + ofPerson.text("access_token"))
        .get("/oauth2/o/works/userinfo")
        .is(200);
  }

  private static Reply boundUserinfo() {
    try {
      URI endpoint = URI.create(anonymous.base() + "/oauth2/o/works/userinfo");
      Api bound = anonymous.with("Authorization", "DPoP " + bound().getValue());
      return bound
          .with("DPoP", PROOFS.createDPoPJWT("GET", endpoint, bound()).serialize())
          .get(endpoint.getPath())
          .is(200);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DPoPAccessToken bound() throws JOSEException {
    if (boundToken.isEmpty()) {
      URI endpoint = URI.create(anonymous.base() + "/oauth2/o/works/token");
      Map<String, String> form = new HashMap<>(client);
      form.put("grant_type", "refresh_token");
      form.put("refresh_token", ofPerson.text("refresh_token"));
      Api asks = anonymous.with("DPoP", PROOFS.createDPoPJWT("POST", endpoint).serialize());
      boundToken = keep(asks.postForm(endpoint.getPath(), form).is(200)).text("access_token");
    }
    return new DPoPAccessToken(boundToken);
  }

  private static DPoPProofFactory proofs() {
    try {
      return new DefaultDPoPProofFactory(
          new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the latest token: one that was replaced more than a minute ago would end the session. */
  private static Reply ownUser() {
    return anonymous.withToken(refreshed).get("/api/1/user/" + BOB).is(200);
  }

  private static Reply askOfProxy() {
    if (proxyCookie.isEmpty()) {
      proxyCookie = logInByProxy();
    }
    return anonymous.with("Cookie", proxyCookie).get("/forward-auth/" + proxied).is(200);
  }

  private static String logInByProxy() {
    String asked = "/forward-auth/" + proxied;
    Reply begun = anonymous.with("Sec-Fetch-Mode", "navigate").get(asked + "/login").is(303);
    URI request = URI.create(begun.header("Location").orElseThrow());
    Reply back =
        anonymous
            .withCookie(refreshed)
            .get(request.getRawPath() + "?" + request.getRawQuery())
            .is(303);
    String browser = "gatehouse-sign-on=" + begun.cookie("gatehouse-sign-on").orElseThrow();
    String query = URI.create(back.header("Location").orElseThrow()).getRawQuery();
    Reply in = anonymous.with("Cookie", browser).get(asked + "/callback?" + query).is(303);
    String name = "gatehouse-app-" + proxied;
    return name + "=" + in.cookie(name).orElseThrow();
  }

  private static Reply introspect() {
    return ask("introspect", Map.of("token", introspected));
  }

  private static Reply ask(String endpoint, Map<String, String> parameters) {
    Map<String, String> form = new HashMap<>(client);
    form.putAll(parameters);
    return anonymous.postForm("/oauth2/o/works/" + endpoint, form).is(200);
  }

  private static Reply credentials() {
    return anonymous
        .get(
            "/api/1/users/me.json",
            Map.of(
                "credentials[developerOrganization]",
                "works",
                "credentials[developerKey]",
                developerKey,
                "credentials[domain]",
                "works",
                "credentials[login]",
                BOB,
                "credentials[password]",
                Workspace.PASSWORD))
        .is(200);
  }

  private static Reply page() {
    return anonymous.withCookie(refreshed).get("/index").is(200);
  }
}
