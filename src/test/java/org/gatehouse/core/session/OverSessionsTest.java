package org.gatehouse.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.fixture.Tables;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the sessions of an older version are over, which looked for three moments. */
class OverSessionsTest {
  private static final Instant IDLE = Instant.parse("2030-01-01T10:00:00Z");
  private static final Instant LATER = IDLE.plusSeconds(60);
  private static final Instant EARLIER = IDLE.minusSeconds(60);

  @Test
  void areOverWhenTheFirstOfTheirMomentsHasCome() throws SQLException {
    JdbcDataSource database = Tables.empty();
    Tables.migrate(database, "19");
    try (Connection connection = database.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        // There are no users to whom they could belong.
        statement.execute("set referential_integrity false");
      }
      UUID idle = add(connection, LATER, null);
      UUID expired = add(connection, EARLIER, null);
      UUID ended = add(connection, LATER, EARLIER);
      UUID endedLate = add(connection, EARLIER, LATER);
      Tables.migrate(database, "20");

      assertThat(over(connection, idle)).isEqualTo(IDLE);
      assertThat(over(connection, expired)).isEqualTo(EARLIER);
      assertThat(over(connection, ended)).isEqualTo(EARLIER);
      assertThat(over(connection, endedLate)).isEqualTo(EARLIER);
    }
  }

  private static UUID add(Connection connection, Instant expires, @Nullable Instant ended)
      throws SQLException {
    UUID id = UUID.randomUUID();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into login_session (id, user_id, user_agent, address, remembered, created_at,"
                + " last_seen_at, idle_until, expires_at, ended_at)"
                + " values (?, ?, '', '', false, ?, ?, ?, ?, ?)")) {
      Object[] values = {id, id, EARLIER, EARLIER, IDLE, expires, ended};
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
    return id;
  }

  private static Instant over(Connection connection, UUID session) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select idle_until from login_session where id = ?")) {
      statement.setObject(1, session);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getObject(1, Instant.class);
      }
    }
  }
}
