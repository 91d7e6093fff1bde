package org.gatehouse.core.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Instant;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** A message is noted once, by SQL that database servers take as well. */
class UsedMessagesOnPostgresTest {
  private static final Instant UNTIL = Instant.parse("2030-01-01T12:00:00.123456Z");

  @Test
  void isNotedOnce() throws Exception {
    try (EmbeddedPostgres postgres = Postgres.builder().start();
        SessionFactory tables = Tables.of(postgres.getPostgresDatabase(), UsedMessage.class)) {
      assertThat(add(tables, "a")).isTrue();
      assertThat(add(tables, "b")).isTrue();
      assertThat(add(tables, "a")).isFalse();
      UsedMessage noted = tables.fromTransaction(session -> session.find(UsedMessage.class, "a"));
      assertThat(noted.expiresAt()).isEqualTo(UNTIL);
    }
  }

  private static boolean add(SessionFactory tables, String hash) {
    return tables.fromTransaction(
        session -> UsedMessages.add(session, new UsedMessage(hash, UNTIL)));
  }
}
