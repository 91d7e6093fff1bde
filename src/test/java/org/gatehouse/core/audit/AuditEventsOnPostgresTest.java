package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.stream.Collectors;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A long audit log, on a database server: read along its indexes, and not sorted. */
class AuditEventsOnPostgresTest {
  private static final int MANY = 50_000;

  private static EmbeddedPostgres postgres;
  private static SessionFactory tables;

  @BeforeAll
  static void start() throws IOException {
    postgres = Postgres.builder().start();
    tables = Tables.of(postgres.getPostgresDatabase(), Workspace.class);
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

  private static String plan(String where, String along) {
    return tables.fromTransaction(
        session ->
            session
                .createNativeQuery(
                    "explain select * from audit_event "
                        + where
                        + " order by "
                        + along
                        + "occurred_at desc, id desc fetch first 21 rows only",
                    String.class)
                .getResultList()
                .stream()
                .collect(Collectors.joining("\n")));
  }

  @ParameterizedTest
  @CsvSource({
    "workspace, 00000000-0000-0000-0000-000000000001",
    "user, 00000000-0000-0000-0000-000000000011",
    "actor, 00000000-0000-0000-0000-000000000010"
  })
  void readsOnAlongAnIndex(String whose, String id) {
    String plan =
        plan(
            "where %s_id = '%s' and occurred_at <= timestamptz '2030-01-01 10:00'"
                    .formatted(whose, id)
                + " and (occurred_at < timestamptz '2030-01-01 10:00' or id < '%s')".formatted(id),
            whose + "_id, ");
    assertThat(plan).contains("audit_event_" + whose + "_time").doesNotContain("Sort");
  }

  @Test
  void readsTheWholeLogAlongAnIndex() {
    assertThat(plan("", "")).contains("audit_event_time").doesNotContain("Sort");
  }
}
