package org.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.transaction.xa.XAException;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log hears of an outage when it begins and when it is over, and not in between. */
class OutageTest {
  private static final Logger LOGGER = Logger.getLogger(Outage.class.getName());
  private static final Throwable REFUSED =
      new PersistenceException(
          new SQLTransientConnectionException(
              "timed out", new SQLException("Connection to db.example refused", "08001")));

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final Outage outage = new Outage(clock);
  private final List<String> log = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(line.getLevel().getName() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {
          // There is nothing to flush.
        }

        @Override
        public void close() {
          // Nor to close.
        }
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(listener);
    LOGGER.setLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(listener);
    LOGGER.setLevel(null);
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
    assertThat(log).hasSize(2);
    assertThat(log.get(0))
        .startsWith("SEVERE The database doesn't answer: Connection to db.example refused.");
    assertThat(log.get(1))
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
    assertThat(log).hasSize(2);
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
    assertThat(log).isEmpty();
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
