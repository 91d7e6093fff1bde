package org.gatehouse.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.CoreWorkspace;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a failure, of an account, of a session and of an address. */
@CoreTest
class GuessGuardTest {
  private static final int LOCKING = 10;
  private static final Client NOWHERE = new Client("", "");

  private final GuessGuard guard;
  private final MovableClock clock;
  private final UUID someone = UUID.randomUUID();

  GuessGuardTest(GuessGuard guard, MovableClock clock) {
    this.guard = guard;
    this.clock = clock;
  }

  private Admission attempt(Verdict.Effect effect) {
    // Long enough after the last for any delay, too short for anything to be forgotten.
    clock.advance(Duration.ofSeconds(17));
    return guard.ofAccount(
        GuessGuard.account(someone),
        Optional.empty(),
        NOWHERE,
        guess -> new Verdict<>(guess.admission(), effect));
  }

  /** The rule in one sentence: ten wrong ones in a row lock, whatever was between that is none. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void locksAfterTenWrongOnesInARow(long seed) {
    Random random = new Random(seed);
    int inARow = 0;
    for (int i = 0; i < 60 && inARow < LOCKING; i++) {
      int die = random.nextInt(10);
      Verdict.Effect effect =
          die == 0 ? Verdict.Effect.RIGHT : die < 4 ? Verdict.Effect.NEITHER : Verdict.Effect.WRONG;
      Admission expected = inARow == LOCKING - 1 ? Admission.LAST : Admission.ADMITTED;
      assertThat(attempt(effect)).as("attempt %d after %d", i, inARow).isEqualTo(expected);
      inARow =
          switch (effect) {
            case RIGHT -> 0;
            case NEITHER -> inARow;
            case WRONG -> inARow + 1;
          };
    }
    assertThat(guard.lockedUntil(someone).isPresent()).isEqualTo(inARow == LOCKING);
    if (inARow == LOCKING) {
      assertThat(attempt(Verdict.Effect.WRONG)).isEqualTo(Admission.LOCKED);
      guard.forget(someone);
      assertThat(attempt(Verdict.Effect.WRONG)).isEqualTo(Admission.ADMITTED);
    }
  }

  @Test
  void countsNothingThatEndsInAnError(Settings settings) {
    Client client = new Client("curl/8", "192.0.2.77");
    int more = settings.guesses().perAddress() + LOCKING;
    for (int i = 0; i < more; i++) {
      assertThatThrownBy(
              () ->
                  guard.ofAccount(
                      GuessGuard.account(someone),
                      Optional.empty(),
                      client,
                      guess -> {
                        throw new IllegalStateException("the database is away");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(
              () ->
                  guard.ofAddress(
                      client.address(),
                      () -> {
                        throw new IllegalStateException("the database is away");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(attempt(Verdict.Effect.WRONG)).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void countsAWrongOneAgainstItsAddressAndARightOneNot(Settings settings) {
    String address = "192.0.2.78";
    for (int i = 0; i < settings.guesses().perAddress() + 1; i++) {
      assertThat(guard.ofAddress(address, () -> Verdict.right("in"))).isEqualTo("in");
      assertThat(guard.ofAddress(address, () -> Verdict.neither("?"))).isEqualTo("?");
    }
    for (int i = 0; i < settings.guesses().perAddress(); i++) {
      assertThat(guard.ofAddress(address, () -> Verdict.wrong("out"))).isEqualTo("out");
    }
    assertThatThrownBy(() -> guard.ofAddress(address, () -> Verdict.right("in")))
        .isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> guard.countFailure(address)).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> guard.requireRoom(new Client("curl/8", address)))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void countsASessionApartFromItsAccount(CoreWorkspace works) {
    UUID session = works.ann().sessionId();
    UUID ann = works.ann().userId();
    AtomicReference<Admission> last = new AtomicReference<>(Admission.ADMITTED);
    for (int i = 0; i < LOCKING; i++) {
      clock.advance(Duration.ofSeconds(17));
      last.set(guard.ofSession(session, Verdict::wrong));
    }
    assertThat(last).hasValue(Admission.LAST);
    assertThat(guard.<Admission>ofSession(session, Verdict::wrong)).isEqualTo(Admission.LOCKED);
    assertThat(guard.lockedUntil(ann)).isEmpty();
  }

  @Test
  void tellsOfTheLockOnceWhoseAccountItIs(CoreWorkspace works) {
    Optional<User> ann = Optional.of(works.user("ann"));
    String account = GuessGuard.account(works.ann().userId());
    for (int i = 0; i < LOCKING + 2; i++) {
      clock.advance(Duration.ofSeconds(17));
      guard.ofAccount(account, ann, works.client(), Verdict::wrong);
    }
    assertThat(works.audited(AuditType.LOCK)).containsExactly("ok");
  }

  @Test
  void tellsOfNoLockWhereTheLastAttemptWasRight(CoreWorkspace works) {
    Optional<User> ann = Optional.of(works.user("ann"));
    String account = GuessGuard.account(works.ann().userId());
    for (int i = 0; i < LOCKING; i++) {
      clock.advance(Duration.ofSeconds(17));
      boolean last = i == LOCKING - 1;
      guard.ofAccount(
          account,
          ann,
          works.client(),
          guess -> last ? Verdict.right(guess) : Verdict.wrong(guess));
    }
    assertThat(works.audited(AuditType.LOCK)).isEmpty();
    assertThat(guard.lockedUntil(works.ann().userId())).isEmpty();
  }
}
