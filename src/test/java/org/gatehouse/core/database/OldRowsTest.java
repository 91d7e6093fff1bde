package org.gatehouse.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Old rows go batch by batch, each in a transaction of its own. */
class OldRowsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private static final OldRows MESSAGES = new OldRows("used_message", "message_hash", "expires_at");

  private final SessionFactory tables = Tables.of(Workspace.class);
  private final List<Integer> batches = new ArrayList<>();

  @AfterEach
  void close() {
    tables.close();
  }

  private void add(String name, int number, String expiry) {
    String sql =
        "insert into used_message select '%s-' || x, timestamp with time zone '%s'"
            + " from system_range(1, %d)";
    tables.inTransaction(
        session ->
            session.createNativeMutationQuery(sql.formatted(name, expiry, number)).executeUpdate());
  }

  private int remove(OldRows rows) {
    return OldRows.inBatches(
        most -> {
          int some = tables.fromTransaction(session -> rows.remove(session, NOW, most));
          batches.add(some);
          return some;
        });
  }

  private long left() {
    return tables.fromTransaction(
        session ->
            session
                .createNativeQuery("select count(*) from used_message", Long.class)
                .getSingleResult());
  }

  @Test
  void removesWhatIsOldAndNothingElse() {
    add("old", 2_500, "2030-01-01 11:59:59+00");
    add("young", 10, "2030-01-01 12:00:00+00");

    assertThat(remove(MESSAGES)).isEqualTo(2_500);

    assertThat(batches).containsExactly(1_000, 1_000, 500);
    assertThat(left()).isEqualTo(10);
  }

  @Test
  void keepsWhatTheConditionExcepts() {
    add("old", 3, "2029-12-31 00:00:00+00");
    add("kept", 2, "2029-12-31 00:00:00+00");
    OldRows rows =
        new OldRows(
            MESSAGES.table(),
            MESSAGES.key(),
            MESSAGES.moment(),
            "and message_hash not like 'kept%'");

    assertThat(remove(rows)).isEqualTo(3);
    assertThat(left()).isEqualTo(2);
  }

  @Test
  void endsSomeTime() {
    assertThat(OldRows.inBatches(most -> most)).isEqualTo(500_000);
  }
}
