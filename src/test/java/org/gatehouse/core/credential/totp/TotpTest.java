package org.gatehouse.core.credential.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** An app is enrolled within a quarter of an hour, and each of its codes is good once. */
@CoreTest
class TotpTest {
  private static final Duration ENROLMENT_TIME = Duration.ofMinutes(15);
  private static final String ASKER = "a login";
  private static final Duration STEP = Duration.ofSeconds(30);

  private final Totp totp;
  private final MovableClock clock;
  private final UUID user;

  TotpTest(Totp totp, MovableClock clock, CoreWorkspace works) {
    this.totp = totp;
    this.clock = clock;
    this.user = works.ann().userId();
  }

  private TotpSecret begin() {
    return totp.begin(user, ASKER).orElseThrow();
  }

  private String code(TotpSecret secret) {
    return secret.code(clock.instant());
  }

  private TotpSecret enrol() {
    TotpSecret secret = begin();
    assertThat(totp.confirm(user, ASKER, code(secret))).isTrue();
    return secret;
  }

  @Test
  void isOnWhenACodeHasConfirmedIt() {
    TotpSecret secret = begin();
    assertThat(totp.isOn(user)).isFalse();
    assertThat(totp.on(Set.of(user))).isEmpty();
    assertThat(totp.accept(user, ShownFactor.code(code(secret)))).as("before it is on").isFalse();

    assertThat(totp.confirm(user, ASKER, code(secret))).isTrue();

    assertThat(totp.isOn(user)).isTrue();
    assertThat(totp.on(Set.of(user, UUID.randomUUID()))).containsExactly(user);
    assertThat(totp.enrolling(user, ASKER)).isEmpty();
    assertThat(totp.begin(user, ASKER)).isEmpty();
  }

  @Test
  void isEnrolledForAQuarterOfAnHour() {
    TotpSecret secret = begin();
    clock.advance(ENROLMENT_TIME.minusNanos(1_000));
    assertThat(totp.enrolling(user, ASKER)).isPresent();

    clock.advance(Duration.ofNanos(1_000));
    assertThat(totp.enrolling(user, ASKER)).isEmpty();
    assertThat(totp.confirm(user, ASKER, code(secret))).isFalse();
    assertThat(totp.isOn(user)).isFalse();
  }

  @Test
  void forgetsWhatWasBegunBefore() {
    begin();
    TotpSecret second = begin();
    assertThat(totp.enrolling(user, ASKER).orElseThrow().base32()).isEqualTo(second.base32());
  }

  @Test
  void isOfWhoHasBegunIt() {
    TotpSecret first = begin();
    assertThat(totp.enrolling(user, "another")).isEmpty();
    assertThat(totp.confirm(user, "another", code(first))).isFalse();

    TotpSecret second = totp.begin(user, "another").orElseThrow();
    assertThat(totp.enrolling(user, ASKER)).isEmpty();
    assertThat(totp.confirm(user, ASKER, code(second))).isFalse();
    assertThat(totp.confirm(user, ASKER, code(first))).isFalse();
    assertThat(totp.isOn(user)).isFalse();
    assertThat(totp.confirm(user, "another", code(second))).isTrue();
  }

  @Test
  void acceptsACodeOnceAndNoneOfAStepBefore() {
    TotpSecret secret = enrol();
    String confirming = code(secret);
    clock.advance(STEP);
    String next = code(secret);

    assertThat(totp.accept(user, ShownFactor.code(next))).isTrue();
    assertThat(totp.accept(user, ShownFactor.code(next))).isFalse();
    assertThat(totp.accept(user, ShownFactor.code(confirming))).isFalse();
  }

  @Test
  void staysWhenAnEnrolmentIsCancelledAndGoesWhenItIsRemoved() {
    begin();
    totp.cancel(user);
    assertThat(totp.enrolling(user, ASKER)).isEmpty();

    enrol();
    totp.cancel(user);
    assertThat(totp.isOn(user)).isTrue();

    totp.remove(user);
    assertThat(totp.isOn(user)).isFalse();
  }
}
