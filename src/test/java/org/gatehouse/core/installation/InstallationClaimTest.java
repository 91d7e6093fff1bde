package org.gatehouse.core.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The code for the first administrator, on nodes that share a database and a master key. */
class InstallationClaimTest {
  private final SessionFactory tables = Tables.of(Installation.class);

  @AfterEach
  void close() {
    tables.close();
  }

  /** What a node does, in a transaction of its own. */
  private <T> T node(Function<InstallationClaim, T> work) {
    return tables.fromTransaction(
        session -> {
          InstallationRow row = new InstallationRow();
          row.entityManager = session;
          return work.apply(new InstallationClaim(row, Given.vault(), Clock.systemUTC()));
        });
  }

  private Optional<String> printed() {
    return node(InstallationClaim::printableCode);
  }

  private boolean isTaken(String code) {
    return node(claims -> claims.claimWith(code));
  }

  @Test
  void isTheSameOnEveryNodeAndGoodOnce() {
    String printed = printed().orElseThrow();

    assertThat(printed()).contains(printed);
    assertThat(printed).matches("([0-9a-f]{4}-){7}[0-9a-f]{4}");
    assertThat(isTaken("0000-0000-0000-0000")).isFalse();
    assertThat(isTaken(" " + printed.toUpperCase(Locale.ROOT) + "\n")).isTrue();
    assertThat(isTaken(printed)).isFalse();
    assertThat(printed()).isEmpty();
  }
}
