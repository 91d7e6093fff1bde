package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.StatementLog;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a request costs the database: a budget of statements for each call, commits included, once
 * the server is warm. Whoever adds a statement sees it here; whoever saves one lowers the budget.
 */
@Tag("own-server")
class StatementsIT {
  /**
   * The least of so many is what the call itself needs: beside it keys are read anew, mail sent.
   */
  private static final int ROUNDS = 5;

  private static final String ANN = "ann";
  private static final String BOB = "bob";

  @TempDir private static Path directory;
  private static EmbeddedPostgres postgres;
  private static StatementLog log;
  private static ServerProcess server;
  private static Api anonymous;
  private static String workspace;
  private static String key;
  private static Api ann;
  private static Api bob;
  private static Api cloudIo;
  private static String csrf;
  private static String developerKey;
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
    Map<String, String> settings = new HashMap<>(Postgres.settings(postgres, directory));
    settings.put(
        "GATEHOUSE_DB_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
    settings.put("GATEHOUSE_SIGNUP", "open");
    server = ServerProcess.start(directory, settings);
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
    refreshed = logIn(BOB).is(200).text("token");
    bob = anonymous.withToken(refreshed);
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
        new Call("password login", 8, () -> logIn(BOB).is(200)),
        new Call("wrong password", 7, StatementsIT::wrongPassword),
        new Call("unknown user", 5, StatementsIT::unknownUser),
        new Call("key login, CloudIO", 4, StatementsIT::keyLogin),
        new Call(
            "key login, Cloudomation", 0, () -> anonymous.logIn(workspace, "program", key).is(200)),
        new Call("refresh", 3, StatementsIT::refresh),
        new Call("authenticated GET, own user", 2, () -> bob.get("/api/1/user/" + BOB).is(200)),
        new Call("authenticated GET, another user", 2, () -> ann.get("/api/1/user/" + BOB).is(200)),
        new Call("authenticated GET, session", 0, () -> cloudIo.get("/v1/auth/status").is(200)),
        new Call("authenticated GET, datasources", 0, () -> cloudIo.get("/v1/datasources").is(200)),
        new Call("credentials in every request", 2, StatementsIT::credentials),
        new Call("own page", 11, StatementsIT::page),
        new Call("login page", 2, () -> anonymous.get("/login").is(200)),
        new Call("JWKS", 0, () -> anonymous.get("/.well-known/jwks.json").is(200)),
        new Call("ping", 0, () -> anonymous.get("/v1/auth/ping").is(200)));
  }

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
