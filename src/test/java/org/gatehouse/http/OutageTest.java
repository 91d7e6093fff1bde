package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import javax.transaction.xa.XAException;
import org.gatehouse.fixture.HeardLog;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log hears of an outage when it begins and when it is over, and not in between. */
class OutageTest {
  private static final Throwable REFUSED =
      new PersistenceException(
          new SQLTransientConnectionException(
              "timed out", new SQLException("Connection to db.example refused", "08001")));

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final Outage outage = new Outage(clock);
  private final HeardLog log = new HeardLog(Outage.class);

  @AfterEach
  void stopListening() {
    log.close();
  }

  @Test
  void isToldOnceAndCounted() {
    for (int i = 0; i < 3; i++) {
      assertThat(outage.hasRefused(REFUSED)).isTrue();
    }
    assertThat(outage.isUnderWay()).isTrue();
    clock.advance(Duration.ofSeconds(90));
    outage.end();
    outage.end();

    assertThat(outage.isUnderWay()).isFalse();
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0))
        .startsWith("SEVERE The database doesn't answer: Connection to db.example refused.");
    assertThat(log.lines().get(1))
        .isEqualTo(
            "INFO The database answers again, after 90 seconds; requests refused meanwhile: 3.");
  }

  @Test
  void isNotBegunAgainByARefusalThatIsCaughtWhenItIsOver() {
    outage.begin(REFUSED);
    Throwable late = new PersistenceException(outage.refusal(null));
    outage.end();

    assertThat(outage.hasRefused(late)).isTrue();
    assertThat(outage.isUnderWay()).isFalse();
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void isFoundWhereACommitHasFailedByIt() {
    XAException commit = new XAException(XAException.XA_RBROLLBACK);
    commit.initCause(REFUSED);
    RollbackException failed = new RollbackException();
    // As Narayana does.
    failed.addSuppressed(commit);

    assertThat(outage.hasBegunBy(new IllegalStateException(failed))).isTrue();
  }

  @Test
  void isNotWhatARefusedRowSays() {
    SQLException twice = new SQLException("duplicate key", "23505");

    assertThat(outage.hasBegunBy(new PersistenceException(twice))).isFalse();
    assertThat(outage.hasBegunBy(new IllegalStateException("08001"))).isFalse();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void isNotThatTheWholePoolIsInUse() {
    SQLException busy = new SQLTransientConnectionException("total=20, active=20");

    assertThat(outage.hasBegunBy(busy)).isFalse();
    assertThat(Outage.isOfBusyPool(new PersistenceException(busy))).isTrue();
  }

  @Test
  void passesAsACommitThatFailedDoes() {
    assertThat(Outage.passes(new RollbackException())).isTrue();
    assertThat(Outage.passes(REFUSED)).isTrue();
    assertThat(Outage.passes(new IllegalStateException())).isFalse();
  }
}
