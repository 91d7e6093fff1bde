package org.gatehouse.boot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Whether this machine and the database agree on the time (ASVS 5.0, 16.2.2). All nodes ask one
 * database: where each agrees with it, none ends what another has just begun, and entries of the
 * audit log stand in their order.
 */
final class ClockComparison {
  static final Duration TOLERATED = Duration.ofSeconds(10);

  private ClockComparison() {}

  /**
   * A sentence about how far they are apart; nothing if that is no more than {@link #TOLERATED}.
   *
   * @throws SQLException if the database doesn't tell
   */
  static Optional<String> warning(DataSource database, Clock clock) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      Instant before = clock.instant();
      Instant there = time(statement);
      Duration behind = Duration.between(before, there);
      Duration ahead = Duration.between(there, clock.instant());
      return exceeding(behind, "behind").or(() -> exceeding(ahead, "ahead of"));
    }
  }

  private static Instant time(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select current_timestamp")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static Optional<String> exceeding(Duration difference, String where) {
    return Optional.of(difference)
        .filter(far -> far.compareTo(TOLERATED) > 0)
        .map(
            far ->
                "The clock of this machine is "
                    + far.toSeconds()
                    + " seconds "
                    + where
                    + " that of the database. Synchronize both (NTP): logins, one-time passwords and"
                    + " the audit log go by them.");
  }
}
