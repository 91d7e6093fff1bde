package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.fixture.Visitor.atOnce;
import static org.gatehouse.fixture.Visitor.json;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.fixture.CertificateAuthority;
import org.gatehouse.fixture.DocumentedCommands;
import org.gatehouse.fixture.Load;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One installation on a database server on the network, from its first start through that server's
 * troubles.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("own-server")
class PostgresIT {
  private static final String PASSWORD = "correct horse battery";
  private static final int CROWD = 20;
  private static final Duration OUTAGE = Duration.ofMinutes(1);

  @TempDir private static Path directory;
  private static Path certificate;
  private static EmbeddedPostgres postgres;
  private static int databasePort;
  private static ServerProcess server;
  private static Visitor visitor;

  @BeforeAll
  static void start() throws Exception {
    CertificateAuthority authority = new CertificateAuthority(directory);
    certificate = authority.issue(Postgres.HOST);
    startDatabase();
    String superuser = "postgresql://postgres@localhost:" + databasePort + "/postgres";
    DocumentedCommands.run(
        "create role gatehouse_owner",
        directory,
        Map.of(),
        Map.of("SERVER", superuser, "OWNER_PASSWORD", "owner's", "PASSWORD", "gatehouse's"));
    Map<String, String> settings = Postgres.settings(postgres, directory);
    settings.put(
        "GATEHOUSE_DB_URL",
        "jdbc:postgresql://" + Postgres.HOST + ":" + databasePort + "/gatehouse");
    settings.put("GATEHOUSE_DB_USER", "gatehouse");
    settings.put("GATEHOUSE_DB_PASSWORD", "gatehouse's");
    settings.put("GATEHOUSE_DB_OWNER", "gatehouse_owner");
    settings.put("GATEHOUSE_DB_OWNER_PASSWORD", "owner's");
    settings.put("GATEHOUSE_DB_TRUST", authority.certificate().toString());
    // The crowds here are not to queue for hashes.
    settings.put("GATEHOUSE_ARGON2_CONCURRENT", "16");
    server = ServerProcess.start(directory, settings);
    visitor = new Visitor(server.base());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    postgres.close();
  }

  @Test
  @Order(1)
  void isSpokenToByTls() throws Exception {
    try (Connection connection = connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*), count(*) filter (where ssl) from pg_stat_ssl"
                        + " where pid in (select pid from pg_stat_activity"
                        + " where backend_type = 'client backend' and pid <> pg_backend_pid())")) {
      rows.next();
      assertThat(rows.getInt(1)).isPositive().isEqualTo(rows.getInt(2));
    }
    assertThat(server.log()).doesNotContain("SSL error");
  }

  @Test
  @Order(1)
  void ownsNoTableByTheAccountThatServesRequests() throws Exception {
    try (Connection connection = postgres.getDatabase("gatehouse", "gatehouse").getConnection()) {
      for (String forbidden :
          List.of("drop table workspace", "alter table user_account add column x int")) {
        assertThatThrownBy(() -> connection.createStatement().execute(forbidden))
            .hasMessageContaining("must be owner of table");
      }
    }
    try (Connection connection = connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select distinct usename from pg_stat_activity where datname = 'gatehouse'"
                        + " and pid <> pg_backend_pid()")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("gatehouse");
      assertThat(rows.next()).as("another one").isFalse();
      // As docs/operations.md proposes; all that comes works without.
      connection.createStatement().execute("revoke update on audit_event from gatehouse");
    }
  }

  @Test
  @Order(1)
  void letsNobodySignUpWithoutTheCode() throws Exception {
    assertThat(signUp("CorpInc AG", Map.of()).statusCode()).isEqualTo(403);
    HttpResponse<String> wrong = signUp("CorpInc AG", Map.of("setup_code", "aaaa-aaaa-aaaa-aaaa"));

    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).startsWith("403: Forbidden: The set-up code is wrong");
    assertThat(rows("workspace")).isZero();
  }

  @Test
  @Order(2)
  void writesNothingHalfWhileATableIsLocked() throws Exception {
    try (Connection other = connect()) {
      other.setAutoCommit(false);
      other.createStatement().execute("lock table user_account in access exclusive mode");

      assertUnavailable(signUp("CorpInc AG", Map.of("setup_code", setupCode())));
      assertUnavailable(logIn(Map.of()));
      other.rollback();
    }
    assertThat(rows("workspace")).isZero();
    assertThat(rows("workspace_handle")).isZero();
  }

  @Test
  @Order(3)
  void takesTheCodeOnceOfMany() throws Exception {
    List<HttpResponse<String>> replies =
        atOnce(CROWD, () -> signUp("CorpInc AG", Map.of("setup_code", setupCode())));

    assertThat(statuses(replies, 201)).isEqualTo(1);
    // A busy machine may ask some of them to come back.
    assertThat(replies)
        .filteredOn(reply -> reply.statusCode() != 201)
        .allMatch(reply -> Set.of(403, 409, 503).contains(reply.statusCode()));
    assertThat(rows("workspace")).isEqualTo(1);
    assertThat(rows("user_account")).isEqualTo(1);
    HttpResponse<String> login = logIn(Map.of());
    assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
    assertThat(json(login))
        .containsEntry("is_system_admin", true)
        .containsEntry("is_client_admin", true);
  }

  @Test
  @Order(4)
  void takesTheCodeNeverAgainAndTellsNobodyWhichNamesAreTaken() throws Exception {
    for (String workspace : List.of("CorpInc AG", "Another Ltd")) {
      HttpResponse<String> reply = signUp(workspace, Map.of("setup_code", setupCode()));
      assertThat(reply.statusCode()).isEqualTo(403);
      assertThat(reply.body()).contains("wrong or was used already");
    }
    assertThat(visitor.page("/signup").text()).doesNotContain("Set-up code");
  }

  @Test
  @Order(5)
  void servesManyAtOnce() throws Exception {
    String token = json(logIn(Map.of())).get("token").toString();
    HttpResponse<String> added = addUser(token, "bob");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);

    assertThat(atOnce(CROWD, () -> logIn(Map.of()).statusCode())).containsOnly(200);
    List<Integer> statuses = atOnce(CROWD, () -> addUser(token, "carol").statusCode());
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    assertThat(atOnce(CROWD, () -> logIn(Map.of("user_name", "nobody")).statusCode()))
        .containsOnly(401);
  }

  /** Embedded databases lock differently: on this one they would wait for each other. */
  @Test
  @Order(5)
  void addsManyServiceAccountsAndRolesAtOnce() throws Exception {
    String token = json(logIn(Map.of())).get("token").toString();
    AtomicInteger turn = new AtomicInteger();

    List<Integer> statuses =
        atOnce(
            CROWD,
            () -> {
              int number = turn.incrementAndGet();
              String kind = number % 4 == 0 ? "role" : "service-account";
              return add(token, kind, "name-" + number).statusCode();
            });

    assertThat(statuses).containsOnly(201);
  }

  private static HttpResponse<String> add(String token, String kind, String name) {
    return visitor.post("/api/1/" + kind, Map.of("name", name), "Authorization", token);
  }

  @Test
  @Order(6)
  void takesACodeOfAnAppAndARecoveryCodeOnceOfMany() throws Exception {
    Visitor browser = new Visitor(server.base());
    browser.press(
        browser.page("/login"),
        "signIn",
        Map.of("workspace", "corpinc", "userName", "ann", "password", PASSWORD));
    browser.press(
        browser.page("/account/second-factor"), "begin", Map.of("currentPassword", PASSWORD));
    Document enrolment = browser.page("/account/second-factor");
    TotpSecret app = TotpSecret.parse(enrolment.getElementById("key").text().replace(" ", ""));
    Document done = browser.press(enrolment, "confirm", Map.of("code", app.code(Instant.now())));
    List<String> recoveryCodes = done.select("#recoveryCodes code").eachText();
    assertThat(recoveryCodes).as(done.text()).hasSize(10);

    assertThat(logIn(Map.of()).headers().firstValue("Gatehouse-Second-Factor")).contains("totp");
    // The next one: that of this step was used to turn it on.
    String code = app.code(Instant.now().plusSeconds(30));
    assertThat(atOnce(CROWD, () -> logIn(Map.of("otp", code)).statusCode()))
        .containsOnlyOnce(200)
        .containsOnly(200, 401);
    forgetFailures();
    String recoveryCode = recoveryCodes.get(0);
    assertThat(atOnce(CROWD, () -> logIn(Map.of("otp", recoveryCode)).statusCode()))
        .containsOnlyOnce(200)
        .containsOnly(200, 401);
    forgetFailures();
  }

  @Test
  @Order(7)
  void answersAgainOnceTheDatabaseIsBack() throws Exception {
    String token = json(logInOfBob()).get("token").toString();
    assertThat(self(token).statusCode()).isEqualTo(403);
    int before = server.log().length();
    int away;
    try (Load load =
        new Load(
            List.of(
                () -> Integer.toString(logInOfBob().statusCode()),
                () -> Integer.toString(self(token).statusCode()),
                () -> Integer.toString(addUser(token, "dave").statusCode())))) {
      load.awaitEach();
      crash();
      Instant crashed = Instant.now();
      assertUnavailableInEveryDialect(token);
      // Of what was about to be committed at that moment the servers tell themselves.
      away = server.log().length();
      assertPagesWithoutDatabase(token);
      Thread.sleep(Math.max(0, crashed.plus(OUTAGE).toEpochMilli() - System.currentTimeMillis()));
      startDatabase();
      // Connections that broke are found out one by one; none may be handed out for ever.
      List<Integer> statuses =
          Stream.generate(() -> logInOfBob().statusCode()).limit(CROWD).toList();
      assertThat(statuses.subList(CROWD / 2, CROWD)).containsOnly(200);
      assertThat(load.outcomes()).containsOnlyKeys("200", "403", "503");
    }
    assertThat(visitor.get("/health").statusCode()).isEqualTo(200);
    assertThat(self(token).statusCode()).isEqualTo(403);
    assertThat(server.log().substring(before))
        .containsOnlyOnce("The database doesn't answer: ")
        .containsOnlyOnce("The database answers again, after ");
    assertThat(server.log().substring(away)).doesNotContain("\tat ");
  }

  private static void assertPagesWithoutDatabase(String token) {
    assertThat(visitor.get("/login").statusCode()).isEqualTo(200);
    HttpResponse<String> page = visitor.get("/signup");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.headers().firstValue("Retry-After")).contains("5");
    HttpResponse<String> health = visitor.get("/health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body())
        .isEqualTo(
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"DOWN\"},"
                + "{\"name\":\"mail\",\"status\":\"DOWN\"},"
                + "{\"name\":\"logouts\",\"status\":\"DOWN\"},"
                + "{\"name\":\"certificates\",\"status\":\"DOWN\"}]}");
    assertThat(visitor.get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(visitor.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(visitor.get("/health/started").statusCode()).isEqualTo(200);
    assertThat(visitor.get("/v1/auth/ping").body()).isEqualTo("pong");
    assertThat(visitor.get("/v1/auth/ping", "Authorization", token).body()).isEqualTo("pong");
  }

  /** What is under way is cut off, and nothing is told to anybody. */
  private static void crash() throws Exception {
    Path pid = directory.resolve("postgres/postmaster.pid");
    new ProcessBuilder("kill", "-QUIT", Files.readAllLines(pid).get(0)).start().waitFor();
    postgres.close();
  }

  private static void assertUnavailableInEveryDialect(String token) throws Exception {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString("corpinc/ann:nobody".getBytes(StandardCharsets.UTF_8));
    // By each path the way in is another: a resource, the mechanism before it, a name and a secret.
    awaitUnavailable("text/plain", () -> logIn(Map.of()));
    awaitUnavailable("text/plain", () -> self(token));
    awaitUnavailable(
        "application/json",
        () -> visitor.get("/v1/auth/status", "Authorization", "Bearer " + token));
    awaitUnavailable(
        "application/json", () -> visitor.get("/v1/users", "Authorization", "Bearer " + token));
    awaitUnavailable(
        "application/json", () -> visitor.get("/api/1/users.json", "Authorization", basic));
    awaitUnavailable(
        "application/xml", () -> visitor.get("/api/1/users.xml", "Authorization", basic));
  }

  /** Who has just been let in is remembered for a moment. */
  private static void awaitUnavailable(String type, Callable<HttpResponse<String>> request)
      throws Exception {
    HttpResponse<String> reply = request.call();
    for (int i = 0; i < 100 && reply.statusCode() != 503; i++) {
      Thread.sleep(100);
      reply = request.call();
    }
    assertUnavailable(reply, type);
    // One entry of the log tells of all together.
    assertThat(reply.body()).doesNotContain("Incident");
  }

  private static void startDatabase() throws IOException {
    var builder =
        Postgres.builder(certificate)
            .setDataDirectory(directory.resolve("postgres"))
            .setCleanDataDirectory(false)
            // Switched off otherwise: a crash would lose the last logins.
            .setServerConfig("synchronous_commit", "on");
    if (databasePort != 0) {
      builder.setPort(databasePort);
    }
    postgres = builder.start();
    databasePort = postgres.getPort();
  }

  private static void assertUnavailable(HttpResponse<String> reply) {
    assertUnavailable(reply, "text/plain");
    assertThat(reply.body()).startsWith("503: Service Unavailable");
  }

  private static void assertUnavailable(HttpResponse<String> reply, String type) {
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
    assertThat(reply.headers().firstValue("Retry-After")).as(reply.body()).contains("5");
    assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(reply.body()).doesNotContain("Exception:", "org.gatehouse");
  }

  private static long statuses(List<HttpResponse<String>> replies, int status) {
    return replies.stream().filter(reply -> reply.statusCode() == status).count();
  }

  private static HttpResponse<String> signUp(String workspace, Map<String, String> more) {
    Map<String, String> members = new HashMap<>(more);
    members.put("workspace_name", workspace);
    members.put("user_name", "ann");
    members.put("email", "ann@example.com");
    members.put("password", PASSWORD);
    return visitor.post("/api/1/signup", members);
  }

  private static HttpResponse<String> logIn(Map<String, String> more) {
    Map<String, String> members = new HashMap<>();
    members.put("client_name", "CorpInc AG");
    members.put("user_name", "ann");
    members.put("password", PASSWORD);
    members.putAll(more);
    return visitor.post("/api/1/auth", members);
  }

  private static HttpResponse<String> logInOfBob() {
    return logIn(Map.of("user_name", "bob", "password", "an initial password"));
  }

  private static HttpResponse<String> addUser(String token, String name) {
    return visitor.post(
        "/api/1/user",
        Map.of("name", name, "email", "u@example.com", "password", "an initial password"),
        "Authorization",
        token);
  }

  private static HttpResponse<String> self(String token) {
    return visitor.get("/api/1/user/bob", "Authorization", token);
  }

  private static String setupCode() {
    Matcher code = Pattern.compile("/signup\\?code=(\\S+)").matcher(server.log());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private static void forgetFailures() throws SQLException {
    try (Connection connection = connect()) {
      connection.createStatement().executeUpdate("delete from login_throttle");
    }
  }

  private static long rows(String table) throws SQLException {
    try (Connection connection = connect();
        var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Connection connect() throws SQLException {
    return postgres.getDatabase("postgres", "gatehouse").getConnection();
  }
}
