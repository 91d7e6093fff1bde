package org.gatehouse.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Tables;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tens of thousands of old sessions, on a database server. */
class OldRowsOnPostgresTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private static final String MOMENT = "idle_until";
  private static final int MANY = 20_000;
  private static final int YOUNG = 10_000;

  private static EmbeddedPostgres postgres;
  private static SessionFactory tables;

  @BeforeAll
  static void start() throws IOException {
    postgres = Postgres.builder().start();
    tables = Tables.of(postgres.getPostgresDatabase(), Workspace.class);
  }

  @AfterAll
  static void stop() throws IOException {
    tables.close();
    postgres.close();
  }

  /** Sessions of which nothing is known but one moment; all others lie ahead. */
  private static void add(int number, String at) {
    tables.inTransaction(
        session -> {
          // There are no users to whom they could belong.
          run(session, "set local session_replication_role = replica");
          String values =
              session
                  .createNativeQuery(
                      """
                      select string_agg(case
                          when column_name = '%s' then 'timestamptz ''%s'''
                          when is_nullable = 'YES' then 'null'
                          when data_type = 'uuid' then 'gen_random_uuid()'
                          when data_type like 'timestamp%%' then 'timestamptz ''2031-01-01'''
                          when data_type = 'boolean' then 'false'
                          when data_type = 'character varying' then ''''''
                          else '0' end, ', ' order by ordinal_position)
                        from information_schema.columns where table_name = 'login_session'
                      """
                          .formatted(MOMENT, at),
                      String.class)
                  .getSingleResult();
          run(
              session,
              "insert into login_session select %s from generate_series(1, %d)"
                  .formatted(values, number));
        });
  }

  private static void run(Session session, String sql) {
    session.createNativeMutationQuery(sql).executeUpdate();
  }

  private static long left() {
    return tables.fromTransaction(
        session ->
            session
                .createNativeQuery("select count(*) from login_session", Long.class)
                .getSingleResult());
  }

  @Test
  void twoNodesAtOnceFindThemByAnIndexAndShareThem() {
    OldRows rows = new OldRows("login_session", "id", MOMENT);
    tables.inTransaction(session -> run(session, "truncate login_session cascade"));
    add(MANY, "2029-12-01 12:00:00+00");
    add(YOUNG, "2030-01-01 12:00:00+00");
    tables.inTransaction(session -> run(session, "analyze login_session"));

    assertThat(plan(rows)).contains("Index Scan").doesNotContain("Seq Scan");
    List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    Callable<Integer> node =
        () ->
            OldRows.inBatches(
                most -> {
                  int some = tables.fromTransaction(session -> rows.remove(session, NOW, most));
                  batches.add(some);
                  return some;
                });
    List<Integer> removed = AtOnce.call(List.of(node, node));

    assertThat(removed.get(0) + removed.get(1)).isEqualTo(MANY);
    assertThat(batches).hasSizeGreaterThan(MANY / 1_000).allMatch(some -> some <= 1_000);
    assertThat(left()).isEqualTo(YOUNG);
  }

  private static String plan(OldRows rows) {
    return tables.fromTransaction(
        session ->
            session
                .createNativeQuery("explain " + rows.selection(1_000), String.class)
                .setParameter("before", NOW)
                .getResultList()
                .stream()
                .collect(Collectors.joining("\n")));
  }
}
