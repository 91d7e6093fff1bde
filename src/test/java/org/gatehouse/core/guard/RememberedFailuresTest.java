package org.gatehouse.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures are remembered for as long as they can help to guess. */
class RememberedFailuresTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final SessionFactory tables = Tables.of(LoginFailures.class);

  @AfterEach
  void close() {
    tables.close();
  }

  private <T> T inTransaction(Function<LoginThrottle, T> work) {
    return tables.fromTransaction(
        session -> {
          LoginFailureRows rows = new LoginFailureRows();
          rows.entityManager = session;
          return work.apply(new LoginThrottle(rows, Given.settings(Map.of()), clock));
        });
  }

  private Admission admit(String subject) {
    return inTransaction(throttle -> throttle.attempt(subject, admission -> admission));
  }

  private int removedAfter(Duration duration) {
    clock.advance(duration);
    return inTransaction(LoginThrottle::removeOld);
  }

  @Test
  void ofAnAccountForADay() {
    admit(GuessGuard.account(UUID.randomUUID()));

    assertThat(removedAfter(Duration.ofDays(1))).isZero();
    assertThat(removedAfter(Duration.ofSeconds(1))).isEqualTo(1);
  }

  @Test
  void ofASessionForAsLongAsASessionLasts() {
    String session = LoginFailureRows.SESSION + UUID.randomUUID();
    for (int i = 1; i < LockOutRules.LIMIT; i++) {
      admit(session);
      assertThat(removedAfter(Duration.ofDays(2))).isZero();
    }

    assertThat(admit(session)).isEqualTo(Admission.LAST);
    assertThat(removedAfter(Duration.ofDays(90))).isZero();
    assertThat(removedAfter(Duration.ofSeconds(1))).isEqualTo(1);
  }
}
