package org.gatehouse.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/**
 * From the fifth failure in a row on the next attempt has to wait, longer each time; ten lock; the
 * lock ends by itself and the count begins again.
 */
class LoginFailuresTest {
  private static final Duration LOCKED_FOR = Duration.ofMinutes(15);
  private static final LockOutRules RULES = new LockOutRules(Duration.ofSeconds(1));

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final LoginFailures failures = new LoginFailures("ann", clock.instant());

  @Test
  void admitsFiveAtOnceAndNoMore() {
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(n -> admit())).containsOnly(Admission.ADMITTED);
    assertThat(IntStream.rangeClosed(6, 20).mapToObj(n -> admit()))
        .containsOnly(Admission.TOO_EARLY);
  }

  @Test
  void delaysEachMoreTwiceAsLong() {
    IntStream.rangeClosed(1, 4).forEach(n -> admit());
    for (int seconds : new int[] {1, 2, 4, 8, 16}) {
      assertThat(admit()).isEqualTo(Admission.ADMITTED);
      clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
      assertThat(admit()).as("after %s seconds", seconds).isEqualTo(Admission.TOO_EARLY);
      clock.advance(Duration.ofNanos(1));
    }
    assertThat(admit()).isEqualTo(Admission.LAST);
    assertThat(admit()).isEqualTo(Admission.LOCKED);
  }

  @Test
  void doesNotCountWhatComesTooEarly() {
    IntStream.rangeClosed(1, 100).forEach(n -> admit());
    clock.advance(Duration.ofSeconds(1));

    assertThat(admit()).isEqualTo(Admission.ADMITTED);
    clock.advance(Duration.ofSeconds(2));
    assertThat(admit()).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void startsWithTheDelayOfTheSettings() {
    LockOutRules quick = new LockOutRules(Duration.ofMillis(100));

    assertThat(IntStream.rangeClosed(4, 9).mapToObj(quick::delayAfter))
        .extracting(Duration::toMillis)
        .containsExactly(0L, 100L, 200L, 400L, 800L, 1_600L);
  }

  @Test
  void opensWhenTheTimeIsOver() {
    lock();

    clock.advance(LOCKED_FOR.minusNanos(1));
    assertThat(admit()).isEqualTo(Admission.LOCKED);
    clock.advance(Duration.ofNanos(1));
    assertThat(admit()).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void isNotProlongedWhileItIsLocked() {
    lock();
    clock.advance(LOCKED_FOR.minusSeconds(1));

    assertThat(IntStream.range(0, 30).mapToObj(n -> admit())).containsOnly(Admission.LOCKED);
    clock.advance(Duration.ofSeconds(1));
    assertThat(admit()).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void allowsTenMoreOnceItIsOpenAgain() {
    lock();
    clock.advance(LOCKED_FOR);

    lock();
  }

  @Test
  void locksForADayAfterAHundredInARow() {
    IntStream.rangeClosed(1, 9)
        .forEach(
            n -> {
              lock();
              clock.advance(LOCKED_FOR);
            });
    lock();

    clock.advance(Duration.ofDays(1).minusNanos(1));
    assertThat(admit()).isEqualTo(Admission.LOCKED);
    clock.advance(Duration.ofNanos(1));
    lock();
    clock.advance(LOCKED_FOR);
    assertThat(admit()).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void takesTheHundredthBackAsWell() {
    IntStream.rangeClosed(1, 9)
        .forEach(
            n -> {
              lock();
              clock.advance(LOCKED_FOR);
            });
    IntStream.rangeClosed(1, 9).forEach(n -> admitPatiently());

    assertThat(admitAndTakeBack()).isEqualTo(Admission.LAST);
    assertThat(admit()).isEqualTo(Admission.LAST);
    clock.advance(LOCKED_FOR);
    assertThat(admit()).isEqualTo(Admission.LOCKED);
  }

  @Test
  void takesBackAnAttemptThatWasNoFailure() {
    assertThat(IntStream.range(0, 30).mapToObj(n -> admitAndTakeBack()))
        .containsOnly(Admission.ADMITTED);
  }

  @Test
  void takesTheDelayBackWithTheAttempt() {
    IntStream.rangeClosed(1, 4).forEach(n -> admit());

    assertThat(IntStream.range(0, 30).mapToObj(n -> admitAndTakeBack()))
        .containsOnly(Admission.ADMITTED);
    assertThat(admit()).isEqualTo(Admission.ADMITTED);
    assertThat(admit()).isEqualTo(Admission.TOO_EARLY);
  }

  @Test
  void takesTheLockBackWithTheLastAttempt() {
    IntStream.rangeClosed(1, 9).forEach(n -> admitPatiently());

    assertThat(admitAndTakeBack()).isEqualTo(Admission.LAST);
    assertThat(admit()).isEqualTo(Admission.LAST);
    assertThat(admit()).isEqualTo(Admission.LOCKED);
  }

  private Admission admit() {
    return failures.admit(clock.instant(), RULES);
  }

  private Admission admitPatiently() {
    Admission admission = admit();
    clock.advance(Duration.ofSeconds(16));
    return admission;
  }

  private Admission admitAndTakeBack() {
    Admission admission = admit();
    failures.takeBack(admission);
    return admission;
  }

  private void lock() {
    assertThat(IntStream.rangeClosed(1, 9).mapToObj(n -> admitPatiently()))
        .containsOnly(Admission.ADMITTED);
    assertThat(admit()).isEqualTo(Admission.LAST);
  }
}
