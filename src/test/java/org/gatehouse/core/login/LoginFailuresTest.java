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
  void admitsTenAttemptsAndNoMore() {
    assertThat(IntStream.rangeClosed(1, 9).mapToObj(n -> admit(NOW)))
        .containsOnly(Admission.ADMITTED);
    assertThat(admit(NOW)).isEqualTo(Admission.LAST);
    assertThat(admit(NOW)).isEqualTo(Admission.LOCKED);
  }

  @Test
  void opensWhenTheTimeIsOver() {
    lock();

    assertThat(admit(UNTIL.minusNanos(1))).isEqualTo(Admission.LOCKED);
    assertThat(admit(UNTIL)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void isNotProlongedWhileItIsLocked() {
    lock();

    assertThat(IntStream.range(0, 3 * LIMIT).mapToObj(n -> admit(NOW.plusSeconds(60))))
        .containsOnly(Admission.LOCKED);
    assertThat(admit(UNTIL)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void allowsTenMoreOnceItIsOpenAgain() {
    lock();
    Instant later = UNTIL.plusSeconds(1);

    assertThat(IntStream.rangeClosed(1, 9).mapToObj(n -> admit(later)))
        .containsOnly(Admission.ADMITTED);
    assertThat(admit(later)).isEqualTo(Admission.LAST);
  }

  @Test
  void takesBackAnAttemptThatWasNoFailure() {
    assertThat(IntStream.range(0, 3 * LIMIT).mapToObj(n -> admitAndTakeBack()))
        .containsOnly(Admission.ADMITTED);
  }

  @Test
  void takesTheLockBackWithTheLastAttempt() {
    IntStream.rangeClosed(1, 9).forEach(n -> admit(NOW));

    assertThat(admitAndTakeBack()).isEqualTo(Admission.LAST);
    assertThat(admit(NOW)).isEqualTo(Admission.LAST);
    assertThat(admit(NOW)).isEqualTo(Admission.LOCKED);
  }

  private Admission admit(Instant at) {
    return failures.admit(at, LIMIT, at.plus(Duration.ofMinutes(15)));
  }

  private Admission admitAndTakeBack() {
    Admission admission = admit(NOW);
    failures.takeBack(admission, LIMIT);
    return admission;
  }

  private void lock() {
    IntStream.rangeClosed(1, LIMIT).forEach(n -> admit(NOW));
  }
}
