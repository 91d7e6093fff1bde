package org.gatehouse.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret that was just made is there for its maker, and for a while. */
class ShownSecretsTest {
  private static final String PLACE = "/admin/user?name=bob";

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final SecureRandom random = new SecureRandom();
  private final Vault vault =
      new Vault(new MasterKey(Given.settingsWithMasterKey(), random), random);
  private final SessionFactory tables = Tables.of(ShownSecret.class);
  private final UUID session = UUID.randomUUID();

  @BeforeEach
  void needNoSession() {
    run("set referential_integrity false");
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void isFoundAgainAndAgainForTenMinutes() {
    UUID id = keep("a-secret");
    clock.advance(Duration.ofMinutes(9));
    assertThat(find(session, PLACE, id)).contains("a-secret");
    assertThat(find(session, PLACE, id)).contains("a-secret");
    clock.advance(Duration.ofMinutes(1));
    assertThat(find(session, PLACE, id)).isEmpty();
  }

  @Test
  void isFoundInNoOtherSessionAndAtNoOtherPlace() {
    UUID id = keep("a-secret");
    assertThat(find(UUID.randomUUID(), PLACE, id)).isEmpty();
    assertThat(find(session, "/admin/user?name=ann", id)).isEmpty();
    assertThat(find(session, PLACE, UUID.randomUUID())).isEmpty();
  }

  @Test
  void isUnreadableInTheDatabase() {
    UUID id = keep("a-secret");
    String stored = tables.fromTransaction(found -> found.find(ShownSecret.class, id)).sealed();
    assertThat(stored).doesNotContain("a-secret");
  }

  @Test
  void isRemovedOnceNobodyCanReadIt() {
    keep("a-secret");
    clock.advance(Duration.ofMinutes(5));
    UUID later = keep("another");
    clock.advance(Duration.ofMinutes(5).plusMillis(1));
    assertThat(this.<Integer>with(ShownSecrets::removeExpired)).isEqualTo(1);
    assertThat(find(session, PLACE, later)).contains("another");
  }

  private UUID keep(String secret) {
    return with(secrets -> secrets.keep(session, PLACE, secret));
  }

  private Optional<String> find(UUID in, String place, UUID id) {
    return with(secrets -> secrets.find(in, place, id));
  }

  private <T> T with(Function<ShownSecrets, T> work) {
    return tables.fromTransaction(
        found -> {
          ShownSecretRows rows = new ShownSecretRows();
          rows.entityManager = found;
          return work.apply(new ShownSecrets(rows, vault, clock));
        });
  }

  private void run(String statement) {
    tables.inTransaction(found -> found.createNativeMutationQuery(statement).executeUpdate());
  }
}
