package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Tables;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A long audit log, on a database server: read along its indexes, and not sorted. */
class AuditEventsOnPostgresTest {
  private static final int MANY = 50_000;
  private static final String WORKSPACE = "00000000-0000-0000-0000-000000000001";

  /** The oldest of all, and the only one that ended so. */
  private static final UUID RARE = UUID.fromString("00000000-0000-0000-0000-0000000000ff");

  private static EmbeddedPostgres postgres;
  private static SessionFactory tables;

  @BeforeAll
  static void start() throws IOException {
    postgres = Postgres.builder().start();
    tables = Tables.of(postgres.getPostgresDatabase(), AuditEvent.class);
    run(
        """
        insert into audit_event (id, occurred_at, type, outcome, workspace_id, user_id, actor_id, address, detail)
          select gen_random_uuid(), timestamptz '2030-01-01' + n * interval '1 second', 'login', 'ok',
            ('00000000-0000-0000-0000-00000000000' || n %% 5)::uuid,
            ('00000000-0000-0000-0000-0000000000' || 10 + n %% 90)::uuid,
            case when n %% 10 = 0 then ('00000000-0000-0000-0000-0000000000' || 10 + n %% 90)::uuid end, '', ''
          from generate_series(1, %d) n
        """
            .formatted(MANY));
    run(
        """
        insert into audit_event (id, occurred_at, type, outcome, workspace_id, user_id, address, detail)
          values ('%s', timestamptz '2030-01-01', 'login', 'rare', '%s',
            '00000000-0000-0000-0000-000000000010', '', '')
        """
            .formatted(RARE, WORKSPACE));
    run("analyze audit_event");
  }

  @AfterAll
  static void stop() throws IOException {
    tables.close();
    postgres.close();
  }

  private static void run(String sql) {
    tables.inTransaction(
        session -> session.createNativeMutationQuery(sql.replace("::", "\\:\\:")).executeUpdate());
  }

  private static final Optional<AuditCursor> TEN_O_CLOCK =
      Optional.of(
          new AuditCursor(Instant.parse("2030-01-01T10:00:00Z"), UUID.fromString(WORKSPACE)));
  private static final Optional<UUID> NOBODY = Optional.empty();

  private static AuditFilter filter(
      Optional<UUID> workspace, Optional<UUID> person, String outcome) {
    return new AuditFilter(
        workspace, person, Optional.empty(), outcome, Optional.empty(), Optional.empty(), "");
  }

  private static AuditSlice find(AuditFilter filter, Optional<AuditCursor> after, int lookedAt) {
    return tables.fromTransaction(
        session -> new AuditReading(session, 20, lookedAt).find(filter, after));
  }

  /** The plans of the very statements that are sent, with these values. */
  private static List<String> plans(AuditFilter filter, Object... values) {
    List<String> sent = new ArrayList<>();
    try (Session session =
        tables
            .withOptions()
            .statementInspector(
                sql -> {
                  sent.add(sql);
                  return sql;
                })
            .openSession()) {
      new AuditReading(session, 20, 1000).find(filter, TEN_O_CLOCK);
    }
    return sent.stream().map(sql -> plan(sql, values)).toList();
  }

  private static String plan(String sql, Object... values) {
    return tables.fromTransaction(
        session ->
            session.doReturningWork(
                connection -> {
                  try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
                    int wanted = explain.getParameterMetaData().getParameterCount();
                    for (int i = 0; i < wanted; i++) {
                      // What follows the given ones is how many rows.
                      explain.setObject(i + 1, i < values.length ? values[i] : Integer.valueOf(21));
                    }
                    List<String> lines = new ArrayList<>();
                    try (ResultSet plan = explain.executeQuery()) {
                      while (plan.next()) {
                        lines.add(plan.getString(1));
                      }
                    }
                    return String.join("\n", lines);
                  }
                }));
  }

  private static OffsetDateTime tenOClock() {
    return TEN_O_CLOCK.orElseThrow().at().atOffset(ZoneOffset.UTC);
  }

  @Test
  void readsAWorkspaceAlongAnIndex() {
    UUID id = UUID.fromString(WORKSPACE);
    assertThat(plans(filter(Optional.of(id), NOBODY, ""), id, tenOClock(), tenOClock(), id))
        .singleElement(STRING)
        .contains("audit_event_workspace_time")
        .doesNotContain("Sort");
  }

  @Test
  void readsAPersonAlongTwoIndexes() {
    UUID id = UUID.fromString("00000000-0000-0000-0000-000000000010");
    List<String> plans =
        plans(filter(NOBODY, Optional.of(id), ""), id, tenOClock(), tenOClock(), id);
    assertThat(plans).hasSize(2).noneMatch(plan -> plan.contains("Sort"));
    assertThat(plans.get(0)).contains("audit_event_user_time");
    assertThat(plans.get(1)).contains("audit_event_actor_time");
  }

  @Test
  void readsTheWholeLogAlongAnIndex() {
    UUID id = UUID.fromString(WORKSPACE);
    assertThat(plans(filter(NOBODY, NOBODY, ""), tenOClock(), tenOClock(), id))
        .singleElement(STRING)
        .contains("audit_event_time")
        .doesNotContain("Sort");
  }

  @Test
  void looksAtSoManyEntriesAndNoMoreForWhatIsRare() {
    Optional<UUID> workspace = Optional.of(UUID.fromString(WORKSPACE));
    for (AuditFilter filter :
        List.of(
            filter(workspace, NOBODY, "rare"),
            filter(NOBODY, NOBODY, "rare"),
            filter(
                NOBODY,
                Optional.of(UUID.fromString("00000000-0000-0000-0000-000000000010")),
                "rare"))) {
      List<UUID> found = new ArrayList<>();
      int parts = 0;
      Optional<AuditCursor> place = Optional.empty();
      do {
        AuditSlice slice = find(filter, place, filter.person().isPresent() ? 100 : 2_000);
        slice.events().forEach(event -> found.add(event.id()));
        place = slice.next();
        parts++;
      } while (place.isPresent());
      assertThat(parts).isGreaterThan(3);
      assertThat(found).containsExactly(RARE);
    }
  }
}
