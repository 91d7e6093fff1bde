package org.gatehouse.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Tables;
import org.junit.jupiter.api.Test;

/**
 * Entries of the audit log are numbered from an upgrade on; those that are there stay as they are.
 */
class NumberedAuditTest {
  private static final String ENTRY =
      "insert into audit_event (id, occurred_at, type, outcome, address, detail) values"
          + " ('%s', timestamp '2030-01-01 12:00:00', 'limit', 'ok', '', '')";

  @Test
  void numbersWhatComesOnH2() throws SQLException {
    upgrade(Tables.empty(), "select 1");
  }

  /** Nobody could log in while PostgreSQL wrote the table anew, in another file. */
  @Test
  void numbersWhatComesOnPostgresAndLeavesTheTableWhereItIs() throws Exception {
    try (EmbeddedPostgres postgres = Postgres.builder().start()) {
      upgrade(postgres.getPostgresDatabase(), "select pg_relation_filenode('audit_event')");
    }
  }

  private static void upgrade(DataSource database, String place) throws SQLException {
    Tables.migrate(database, "33");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(ENTRY.formatted("00000000-0000-0000-0000-000000000001"));
      long before = number(statement, place);
      Tables.migrate(database, "34.1");
      // As a node of the version before has it.
      for (int i = 2; i < 4; i++) {
        statement.execute(ENTRY.formatted("00000000-0000-0000-0000-00000000000" + i));
      }

      assertThat(number(statement, place)).isEqualTo(before);
      assertThat(
              number(
                  statement,
                  "select count(*) from audit_event where arrival = 0 and signature = ''"))
          .isOne();
      assertThat(number(statement, "select min(arrival) from audit_event where arrival > 0"))
          .isOne();
      assertThat(number(statement, "select max(arrival) from audit_event")).isEqualTo(2);
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
