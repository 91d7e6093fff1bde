package org.gatehouse.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The newest stay, of each owner, on a database server. */
class NewestRowsOnPostgresTest {
  private static final UUID CROWDED = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final NewestRows ROWS =
      new NewestRows(
          new OldRows("authorization_request", "key_hash", "expires_at", "and consent is null"),
          "client_id",
          1_000);

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

  /** The later its number, the newer it is. */
  private static void add(UUID owner, int number, String consent) {
    tables.inTransaction(
        session -> {
          session
              // There are no clients to which they could belong.
              .createNativeMutationQuery("set local session_replication_role = replica")
              .executeUpdate();
          session
              .createNativeMutationQuery(
                  """
                  insert into authorization_request
                    select '%s' || '%s' || g, '%s', '', '', '', '', null, %s, now(),
                      timestamptz '2031-01-01' + g * interval '1 second'
                    from generate_series(1, %d) g
                  """
                      .formatted(owner, consent, owner, consent, number))
              .executeUpdate();
        });
  }

  private static long count(String condition) {
    return tables.fromTransaction(
        session ->
            session
                .createNativeQuery(
                    "select count(*) from authorization_request where " + condition, Long.class)
                .getSingleResult());
  }

  @Test
  void twoNodesAtOnceRemoveTheOldestOfOneOwner() throws Exception {
    add(CROWDED, 4_500, "null");
    add(CROWDED, 10, "true");
    add(OTHER, 900, "null");
    Callable<Integer> node =
        () ->
            OldRows.inBatches(
                batch ->
                    tables.fromTransaction(session -> ROWS.removeOthers(session, CROWDED, batch)));
    List<Integer> removed = AtOnce.call(List.of(node, node));

    assertThat(removed.get(0) + removed.get(1)).isEqualTo(3_500);
    String crowded = "client_id = '" + CROWDED + "'";
    assertThat(count(crowded + " and consent is null")).isEqualTo(1_000);
    assertThat(
            count(
                crowded
                    + " and consent is null and expires_at <= '2031-01-01'::timestamptz + interval '3500 seconds'"))
        .as("those that came first")
        .isZero();
    assertThat(count(crowded + " and consent")).as("those that don't count").isEqualTo(10);
    assertThat(count("client_id = '" + OTHER + "'")).isEqualTo(900);
  }
}
