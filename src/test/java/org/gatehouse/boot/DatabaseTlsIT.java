package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.gatehouse.fixture.CertificateAuthority;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server on the network is spoken to by TLS, and by nobody else's certificate. */
@Tag("own-server")
class DatabaseTlsIT {
  private static final String HOST = "db.example.com";

  @TempDir private static Path folder;
  private static CertificateAuthority authority;
  private static EmbeddedPostgres named;
  private static EmbeddedPostgres plain;

  @BeforeAll
  static void start() throws Exception {
    authority = new CertificateAuthority(folder);
    named = withTls("localhost");
    plain = Postgres.builder().start();
  }

  @AfterAll
  static void stop() throws Exception {
    named.close();
    plain.close();
  }

  private static EmbeddedPostgres withTls(String host) throws Exception {
    Path certificate = authority.issue(host);
    return Postgres.builder()
        .setServerConfig("ssl", "on")
        .setServerConfig("ssl_cert_file", certificate.toString())
        .setServerConfig("ssl_key_file", certificate + ".key")
        .start();
  }

  @Test
  void isEncryptedWithACertificateOfAnAuthorityThatIsTrusted() throws Exception {
    try (Connection connection = connect(named, authority.certificate())) {
      assertThat(encrypted(connection)).isTrue();
    }
  }

  @Test
  void isRefusedWithoutTls() {
    assertThatThrownBy(() -> connect(plain, authority.certificate()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not support SSL");
  }

  @Test
  void isRefusedWithACertificateOfAnotherAuthority() throws Exception {
    Path other = new CertificateAuthority(Files.createTempDirectory(folder, "other")).certificate();

    assertThatThrownBy(() -> connect(named, other))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("SSL error");
  }

  @Test
  void isRefusedWithACertificateOfAnotherHost() throws Exception {
    try (EmbeddedPostgres other = withTls(HOST)) {
      assertThatThrownBy(() -> connect(other, authority.certificate()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("could not be verified by hostnameverifier");
    }
  }

  @Test
  void isWhatGatehouseStartsWithOnANetwork() throws Exception {
    try (EmbeddedPostgres elsewhere = withTls(HOST)) {
      Map<String, String> environment = new HashMap<>();
      environment.put(
          "GATEHOUSE_DB_URL",
          "jdbc:postgresql://" + HOST + ":" + elsewhere.getPort() + "/postgres");
      environment.put("GATEHOUSE_DB_USER", "postgres");
      environment.put("GATEHOUSE_DB_PASSWORD", "postgres");
      environment.put("GATEHOUSE_MASTER_KEY", Given.masterKey(1));
      environment.put("GATEHOUSE_DB_TRUST", authority.certificate().toString());
      // A name that is no other machine's, but that nobody can see to be this one's.
      String names = "localhost " + InetAddress.getLocalHost().getHostName() + " " + HOST;
      Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + names + "\n");
      environment.put("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
      try (ServerProcess server =
              ServerProcess.start(Files.createTempDirectory(folder, "server"), environment);
          Connection connection = elsewhere.getPostgresDatabase().getConnection();
          var rows =
              connection
                  .createStatement()
                  .executeQuery(
                      "select count(*), count(*) filter (where ssl) from pg_stat_ssl"
                          + " where pid in (select pid from pg_stat_activity"
                          + " where backend_type = 'client backend' and pid <> pg_backend_pid())")) {
        rows.next();
        assertThat(rows.getInt(1)).isPositive().isEqualTo(rows.getInt(2));
        assertThat(server.log()).doesNotContain("SSL error");
      }
      environment.remove("GATEHOUSE_DB_TRUST");
      try (ServerProcess server =
          ServerProcess.launch(Files.createTempDirectory(folder, "server"), environment)) {
        server.awaitLog("The database can't be used: SSL error");
      }
    }
  }

  private static Connection connect(EmbeddedPostgres server, Path trust) throws SQLException {
    return DatabaseServer.postgresql(
            Given.settings(
                    Map.of(
                        "GATEHOUSE_DB_URL",
                        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                        "GATEHOUSE_DB_USER",
                        "postgres",
                        "GATEHOUSE_DB_PASSWORD",
                        "postgres",
                        "GATEHOUSE_DB_TRUST",
                        trust.toString(),
                        "GATEHOUSE_MASTER_KEY",
                        Given.masterKey(1)))
                .database())
        .getConnection();
  }

  private static boolean encrypted(Connection connection) throws SQLException {
    try (var rows =
        connection
            .createStatement()
            .executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }
}
