package org.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.Authenticator;
import org.gatehouse.fixture.DocumentedCommands;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.PageForm;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.ServerProcess;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator does what docs/operations.md says, command by command. */
@Tag("own-server")
@Tag("payara")
class OperationsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What is promised of every node. */
  private static final Duration PROMISED = Duration.ofSeconds(5);

  @TempDir private static Path directory;
  private static EmbeddedPostgres postgres;
  private static ServerProcess server;
  private static Path etc;

  @BeforeAll
  static void start() throws Exception {
    postgres = Postgres.builder().start();
    try (Connection connection = connect()) {
      connection.createStatement().execute("create role gatehouse login superuser");
    }
    etc = Files.createDirectories(directory.resolve("etc"));
    write("db-password", "the first password");
    write("master-key", Given.masterKey(1));
    Files.writeString(
        etc.resolve("gatehouse.env"),
        String.join(
            "\n",
            "GATEHOUSE_DB_URL=" + postgres.getJdbcUrl("gatehouse", "postgres"),
            "GATEHOUSE_DB_USER=gatehouse",
            "GATEHOUSE_DB_PASSWORD_FILE=" + etc.resolve("db-password"),
            "GATEHOUSE_MASTER_KEY_FILE=" + etc.resolve("master-key"),
            "GATEHOUSE_SIGNUP=open",
            // The issuer of tokens, wherever the server listens after a restart.
            "GATEHOUSE_PUBLIC_URL=http://localhost:8080",
            "GATEHOUSE_ARGON2_MEMORY=7168",
            "GATEHOUSE_TRUSTED_PROXIES=127.0.0.1",
            ""));
    restart();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    postgres.close();
  }

  @Test
  void withdrawsWhatLeakedAndRestoresABackup() throws Exception {
    Workspace works = Workspace.signUp(Api.at(server.base()), "CorpInc AG", "ann");
    Person ann = works.administrator();
    Program nightly = works.addProgram("nightly");
    Reply cloudIo = cloudIo(nightly).is(200);
    Person bob = works.add("bob");
    Authenticator app = Authenticator.enrol(bob);

    changesTheMasterKey(works);

    // All that was good before still is.
    assertThat(moved(ann).isLoggedIn()).isTrue();
    assertThat(status(cloudIo).status()).isEqualTo(200);
    long steps = Duration.between(app.enrolledAt(), Instant.now()).toSeconds() / 30;
    for (String code : List.of(app.codeAfter((int) steps), app.recoveryCodes().get(0))) {
      assertThat(logIn(bob, code).status()).isEqualTo(200);
    }
    assertThat(logIn(bob, app.recoveryCodes().get(0)).status()).isEqualTo(401);

    withdrawsTheSigningKeys(moved(ann));
    replacesTheSamlKey();
    revokesAKey(moved(ann).logInAgain());

    // Each of them says to restart: once does for all.
    for (String part :
        List.of(
            "^GATEHOUSE_MASTER_KEY_OLD",
            "delete from fingerprint_key",
            "alter role gatehouse password")) {
      runs(part, Map.of());
    }
    restart();
    assertThat(logIn(bob, app.recoveryCodes().get(1)).status()).isEqualTo(200);
  }

  /** And restores a backup meanwhile, for which the server is to be restarted as well. */
  private void changesTheMasterKey(Workspace works) throws Exception {
    List<String> before = masterKeysOf("encrypted_jwk", "signing_key");
    runs("master-key-old\necho", Map.of());
    restart();
    runs("mv master-key-new master-key", Map.of());

    Files.createDirectories(directory.resolve("backups"));
    runs("pg_dump", Map.of());
    Map<String, String> lost =
        Map.of("name", "carol", "email", "carol@example.com", "password", Workspace.PASSWORD);
    moved(works.administrator()).api().post("/api/1/user", lost).is(201);
    update("delete from password_credential");
    server.stop();
    runs("pg_restore", Map.of());
    restart();

    Person ann = moved(works.administrator());
    assertThat(ann.isLoggedIn()).as("by the session that was saved").isTrue();
    ann.logInAgain();
    ann.anonymous().logIn(works.name(), "carol", Workspace.PASSWORD).is(401);
    server.awaitLog("All stored secrets are sealed by the master key");
    for (var column :
        Map.of(
                "signing_key", "encrypted_jwk",
                "totp_credential", "encrypted_secret",
                "fingerprint_key", "sealed_key",
                "saml_key", "sealed_key",
                "outbox", "sealed_message")
            .entrySet()) {
      assertThat(masterKeysOf(column.getValue(), column.getKey()))
          .as(column.getKey())
          .hasSizeLessThanOrEqualTo(1)
          .doesNotContainAnyElementsOf(before);
    }
    assertThat(masterKeysOf("encrypted_secret", "totp_credential")).hasSize(1);
  }

  private void withdrawsTheSigningKeys(Person ann) throws Exception {
    assertThat(ann.isLoggedIn()).isTrue();
    String jwks = Api.at(server.base()).get("/.well-known/jwks.json").is(200).body();

    runs("delete from signing_key", Map.of());
    TimeUnit.MILLISECONDS.sleep(PROMISED.toMillis());

    assertThat(ann.isLoggedIn()).isFalse();
    Person again = ann.logInAgain();
    assertThat(again.isLoggedIn()).isTrue();
    assertThat(Api.at(server.base()).get("/.well-known/jwks.json").body()).isNotEqualTo(jwks);

    // The same by the API, for a system administrator only.
    again.api().get("/api/1/signing-key").is(403);
    again.api().delete("/api/1/signing-key/any").is(403);
    update("update user_account set system_administrator = true where id = '" + ann.id() + "'");
    Person chief = again.logInAgain();
    await(() -> chief.api().get("/api/1/signing-key").status() == 200);
    String key = chief.api().get("/api/1/signing-key").parts("keys").get(0).get("id").toString();
    chief.api().delete("/api/1/signing-key/missing").is(404);
    chief.api().delete("/api/1/signing-key/" + key).is(204);
    assertThat(chief.isLoggedIn()).isFalse();

    Person back = chief.logInAgain();
    PageForm page = new PageForm(back, "/admin/signing-keys");
    assertThat(page.page().text()).contains("Withdraw all keys").doesNotContain(key);
    page.press("removeButton", Map.of()).is(302);
    assertThat(back.isLoggedIn()).isFalse();
    assertThat(back.logInAgain().isLoggedIn()).isTrue();
  }

  private void replacesTheSamlKey() throws Exception {
    Api anybody = Api.at(server.base());
    String before = anybody.get("/v1/auth/saml/metadata").is(200).body();

    String said = runs("delete from saml_key", Map.of());

    assertThat(said).contains("X509Certificate");
    assertThat(certificate(said)).isNotEqualTo(certificate(before));
  }

  private static String certificate(String metadata) {
    var found = Pattern.compile("X509Certificate>([^<]+)<").matcher(metadata);
    assertThat(found.find()).as(metadata).isTrue();
    return found.group(1).replaceAll("\\s", "");
  }

  private void revokesAKey(Person ann) throws Exception {
    String key = ann.makeKey();
    Person program = ann.logInAgain(key);
    assertThat(program.isLoggedIn()).isTrue();

    runs("update api_key set revoked_at", Map.of("KEY", key));
    TimeUnit.MILLISECONDS.sleep(PROMISED.toMillis());

    assertThat(program.isLoggedIn()).isFalse();
    ann.anonymous().logIn(ann.workspace(), ann.name(), key).is(401);
    assertThat(ann.isLoggedIn()).isTrue();
  }

  /** Runs the block of the page that has this in it. */
  private static String runs(String part, Map<String, String> more) throws Exception {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path systemctl = bin.resolve("systemctl");
    if (!Files.exists(systemctl)) {
      // The test restarts the server itself, which no service manager knows.
      Files.writeString(systemctl, "#!/bin/sh\n[ \"$*\" = 'restart gatehouse' ]\n");
      Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwx------"));
    }
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put(
        "DATABASE", "postgresql://gatehouse@localhost:" + postgres.getPort() + "/postgres");
    environment.put("GATEHOUSE", server.base().toString());
    return DocumentedCommands.run(
        part,
        directory,
        Map.of("/etc/gatehouse", etc, "/var/backups", directory.resolve("backups")),
        environment);
  }

  private static void restart() throws Exception {
    if (server != null) {
      server.stop();
    }
    Map<String, String> settings = new HashMap<>();
    for (String line : Files.readAllLines(etc.resolve("gatehouse.env"))) {
      if (!line.isBlank()) {
        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    }
    server = ServerProcess.start(directory, settings);
  }

  private static void write(String name, String secret) throws IOException {
    Path file = Files.writeString(etc.resolve(name), secret + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** The same person at the server that runs now. */
  private Person moved(Person person) {
    return new Person(
        Api.at(server.base()),
        person.workspace(),
        person.name(),
        person.email(),
        person.password(),
        person.id(),
        person.token());
  }

  private Reply logIn(Person person, String otp) {
    return Api.at(server.base())
        .post(
            "/api/1/auth",
            Map.of(
                "client_name", person.workspace(),
                "user_name", person.name(),
                "password", person.password(),
                "otp", otp));
  }

  private Reply cloudIo(Program program) {
    return Api.at(server.base())
        .with("X-Workspace", program.workspace())
        .with("Authorization", "Token " + Api.pair(program.name(), program.key()))
        .post("/v1/auth", "application/json", "{}");
  }

  private Reply status(Reply cloudIo) {
    return Api.at(server.base())
        .with("Authorization", "Bearer " + cloudIo.text("jwt"))
        .get("/v1/auth/status?csrf=" + cloudIo.text("csrf"));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** The names of the master keys by which a column is sealed. */
  private static List<String> masterKeysOf(String column, String table) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = connect();
        var rows =
            connection
                .createStatement()
                .executeQuery("select distinct substr(" + column + ", 1, 12) from " + table)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void update(String sql) throws SQLException {
    try (Connection connection = connect()) {
      connection.createStatement().executeUpdate(sql);
    }
  }

  private static Connection connect() throws SQLException {
    return postgres.getPostgresDatabase().getConnection();
  }
}
