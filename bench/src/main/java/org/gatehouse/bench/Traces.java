package org.gatehouse.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.bench.peer.Database;
import org.gatehouse.bench.peer.GatehouseLoads;

/** What refreshes of one session leave in the database; docs/decisions/sessions.md. */
final class Traces {
  private static final int REFRESHES = 1_000;
  private static final String TABLES =
      "select table_name from information_schema.tables"
          + " where table_schema = 'public' and table_type = 'BASE TABLE'";

  private final Database database;

  Traces(Database database) {
    this.database = database;
  }

  /** Refreshes, and returns a part of the page. */
  String section(GatehouseLoads loads) {
    String token = loads.administratorsToken();
    Map<String, Long> before = rows();
    for (int i = 0; i < REFRESHES; i++) {
      token = loads.refreshed(token);
    }
    Map<String, Long> after = rows();
    return """
    ## What refreshes leave

    %d refreshes of one session, each with the token that the one before gave: %d rows in the database before, %d after.
    """
        .formatted(REFRESHES, sum(before), sum(after));
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement tables = connection.createStatement();
        ResultSet names = tables.executeQuery(TABLES)) {
      while (names.next()) {
        String name = names.getString(1);
        try (Statement counting = connection.createStatement();
            ResultSet count = counting.executeQuery("select count(*) from " + name)) {
          count.next();
          rows.put(name, count.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }
}
