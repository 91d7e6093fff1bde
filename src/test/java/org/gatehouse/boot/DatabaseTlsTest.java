package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.gatehouse.core.settings.Settings.Database;
import org.gatehouse.fixture.CertificateAuthority;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server on the network is spoken to by TLS, and by nobody else's certificate. */
class DatabaseTlsTest {
  @TempDir private static Path folder;
  private static CertificateAuthority authority;
  private static EmbeddedPostgres named;
  private static EmbeddedPostgres plain;

  @BeforeAll
  static void start() throws Exception {
    authority = new CertificateAuthority(folder);
    named = Postgres.builder(authority.issue("localhost")).start();
    plain = Postgres.builder().start();
  }

  @AfterAll
  static void stop() throws Exception {
    named.close();
    plain.close();
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
    try (EmbeddedPostgres other = Postgres.builder(authority.issue(Postgres.HOST)).start()) {
      assertThatThrownBy(() -> connect(other, authority.certificate()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("could not be verified by hostnameverifier");
    }
  }

  private static Connection connect(EmbeddedPostgres server, Path trust) throws SQLException {
    Database database =
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
            .database();
    return DatabaseServer.postgresql(database, database.account()).getConnection();
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
