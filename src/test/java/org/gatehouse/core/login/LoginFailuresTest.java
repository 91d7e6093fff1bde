package org.gatehouse.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten failures in a row lock; the lock ends by itself and the count begins again. */
class LoginFailuresTest {
  private static final int LIMIT = 10;
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(15));

  private final LoginFailures failures = new LoginFailures("ann", NOW);

  @Test
  void locksAtTheTenthFailure() {
    // The first made the row.
    assertThat(IntStream.rangeClosed(2, 9)).allMatch(n -> !failures.fail(NOW, LIMIT, UNTIL));
    assertThat(failures.isLocked(NOW)).isFalse();

    assertThat(failures.fail(NOW, LIMIT, UNTIL)).isTrue();
    assertThat(failures.isLocked(NOW)).isTrue();
  }

  @Test
  void opensWhenTheTimeIsOver() {
    lock();

    assertThat(failures.isLocked(UNTIL.minusNanos(1))).isTrue();
    assertThat(failures.isLocked(UNTIL)).isFalse();
  }

  @Test
  void isNotProlongedWhileItIsLocked() {
    lock();

    assertThat(IntStream.range(0, 3 * LIMIT))
        .allMatch(n -> !failures.fail(NOW.plusSeconds(60), LIMIT, UNTIL.plusSeconds(60)));
    assertThat(failures.isLocked(UNTIL)).isFalse();
  }

  @Test
  void allowsTenMoreOnceItIsOpenAgain() {
    lock();
    Instant later = UNTIL.plusSeconds(1);

    assertThat(IntStream.rangeClosed(1, 9))
        .allMatch(n -> !failures.fail(later, LIMIT, later.plusSeconds(900)));
    assertThat(failures.fail(later, LIMIT, later.plusSeconds(900))).isTrue();
  }

  private void lock() {
    IntStream.rangeClosed(2, LIMIT).forEach(n -> failures.fail(NOW, LIMIT, UNTIL));
  }
}
