package org.gatehouse.core.credential.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Postgres;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** The count of a passkey's signatures goes up, on database servers and at once, too. */
class PasskeyRowsOnPostgresTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

  @Test
  void oneOfSeveralWithTheSameCountIsFirst() throws Exception {
    try (EmbeddedPostgres postgres = Postgres.builder().start();
        SessionFactory tables = Tables.of(postgres.getPostgresDatabase(), Passkey.class)) {
      // Whose they are doesn't matter here.
      tables.inTransaction(
          session ->
              session
                  .createNativeMutationQuery(
                      "alter table passkey drop constraint passkey_user_id_fkey")
                  .executeUpdate());
      UUID counting = add(tables, 7);
      assertThat(AtOnce.call(4, () -> use(tables, counting, 8)))
          .containsExactlyInAnyOrder(true, false, false, false);
      assertThat(use(tables, counting, 7)).isFalse();
      assertThat(use(tables, counting, 0)).isFalse();
      assertThat(use(tables, counting, 4_294_967_295L)).isTrue();

      UUID synced = add(tables, 0);
      assertThat(use(tables, synced, 0)).isTrue();
      assertThat(use(tables, synced, 0)).isTrue();
      Passkey used = tables.fromTransaction(session -> session.find(Passkey.class, synced));
      assertThat(used.lastUsedAt()).hasValue(NOW);
      assertThat(used.isBackedUp()).isTrue();
      assertThat(use(tables, UUID.randomUUID(), 0)).isFalse();
    }
  }

  private static UUID add(SessionFactory tables, long signCount) {
    String credentialId = UUID.randomUUID().toString();
    var made = new NewPasskey(credentialId, "data", signCount, true, false, List.of("internal"));
    var passkey = new Passkey(UUID.randomUUID(), made, new PasskeyName("Phone"), NOW);
    tables.inTransaction(session -> session.persist(passkey));
    return passkey.id();
  }

  private static boolean use(SessionFactory tables, UUID id, long signCount) {
    return tables.fromTransaction(session -> PasskeyRows.use(session, id, signCount, true, NOW));
  }
}
