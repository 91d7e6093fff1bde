package org.gatehouse.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Only so much at once, then evenly more, counted together by all nodes. */
class LimitsTest {
  private static final Limit LIMIT = new Limit("test", 5, Duration.ofSeconds(50));

  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final RowsInMemory rows = new RowsInMemory();
  private final Limits limits = node();

  private Limits node() {
    SecureRandom random = new SecureRandom();
    return new Limits(
        rows, new Vault(new MasterKey(Given.settingsWithMasterKey(), random), random), clock);
  }

  private static long taken(Limits limits, int times) {
    return IntStream.range(0, times).filter(n -> limits.tryTake(LIMIT, "ann")).count();
  }

  @Test
  void allowsSoMuchAtOnceAndThenEvenlyMore() {
    assertThat(taken(limits, 20)).isEqualTo(5);

    clock.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(taken(limits, 3)).isZero();
    clock.advance(Duration.ofNanos(1));
    assertThat(taken(limits, 3)).isEqualTo(1);
    clock.advance(Duration.ofDays(1));
    assertThat(taken(limits, 20)).isEqualTo(5);
  }

  @Test
  void saysWhenItIsPossibleAgain() {
    taken(limits, 5);
    clock.advance(Duration.ofSeconds(3));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> limits.take(LIMIT, "ann"))
          .isInstanceOfSatisfying(
              LimitExceeded.class,
              e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }
  }

  @Test
  void countsEachKeyAndEachLimitByItself() {
    taken(limits, 5);

    assertThat(limits.tryTake(LIMIT, "bob")).isTrue();
    assertThat(limits.tryTake(new Limit("other", 5, Duration.ofSeconds(50)), "ann")).isTrue();
    assertThat(limits.tryTake(new Limit("test", 6, Duration.ofSeconds(50)), "ann")).isTrue();
  }

  @Test
  void countsNothingThatIsGivenBackAndThatOnce() {
    List<Permit> permits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      permits.add(limits.take(LIMIT, "ann"));
    }
    assertThat(limits.tryTake(LIMIT, "ann")).isFalse();

    permits.get(0).giveBack();
    permits.get(0).giveBack();

    assertThat(taken(limits, 3)).isEqualTo(1);
  }

  @Test
  void isTheSameOnEveryNodeAndAfterARestart() {
    Limits other = node();

    assertThat(taken(limits, 3)).isEqualTo(3);
    assertThat(taken(other, 5)).isEqualTo(2);
    assertThat(taken(node(), 5)).isZero();
  }

  @Test
  void allowsNoMoreToManyAtOnceOnTwoNodes() {
    Limits other = node();
    List<Callable<Long>> calls = new ArrayList<>();
    IntStream.range(0, 10).forEach(n -> calls.add(() -> taken(limits, 1)));
    IntStream.range(0, 10).forEach(n -> calls.add(() -> taken(other, 1)));

    assertThat(AtOnce.call(calls)).filteredOn(taken -> taken == 1).hasSize(5);
  }

  @Test
  void losesNothingThatManyGiveBackAtOnce() {
    AtOnce.call(
        5,
        () -> {
          limits.take(LIMIT, "ann").giveBack();
          return 0;
        });

    assertThat(taken(limits, 20)).isEqualTo(5);
  }

  @Test
  void asksNobodyWhileItIsKnownThatThereIsNothing() {
    taken(limits, 6);
    int looks = rows.looks();

    assertThat(taken(limits, 100)).isZero();
    assertThatThrownBy(() -> limits.requireRoom(LIMIT, "ann")).isInstanceOf(LimitExceeded.class);
    limits.requireRoom(LIMIT, "bob");
    assertThat(rows.looks()).isEqualTo(looks);

    clock.advance(Duration.ofSeconds(10));
    limits.requireRoom(LIMIT, "ann");
    assertThat(taken(limits, 1)).isEqualTo(1);
  }

  @Test
  void storesNoKeyThatCanBeReadAndNoStateThatDoesNotFit() {
    taken(limits, 6);

    assertThat(rows.states)
        .allSatisfy(
            (key, state) -> {
              assertThat(key).matches("[0-9a-f]{64}");
              assertThat(state).hasSizeLessThan(500);
            });
  }

  @Test
  void knowsWhenABucketIsFullAgain() {
    taken(limits, 2);

    assertThat(rows.full.values()).containsExactly(clock.instant().plusSeconds(20));
  }
}
