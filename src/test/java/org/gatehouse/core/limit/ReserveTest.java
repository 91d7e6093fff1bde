package org.gatehouse.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.gatehouse.core.secret.MasterKey;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** What a node takes ahead of a large limit costs nobody anything, and allows nobody more. */
class ReserveTest {
  /** One comes back each second; a twentieth is five. */
  private static final Limit HUNDRED = new Limit("hundred", 100, Duration.ofSeconds(100));

  private final RowsInMemory rows = new RowsInMemory();
  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final Limits limits = node();

  private Limits node() {
    SecureRandom random = new SecureRandom();
    return new Limits(
        rows, new Vault(new MasterKey(Given.settingsWithMasterKey(), random), random), clock);
  }

  private static long taken(Limits by, int times) {
    return IntStream.range(0, times).filter(n -> by.tryTake(HUNDRED, "ann")).count();
  }

  @Test
  void asksTheDatabaseOnceForManyThatAreGivenBack() {
    limits.take(HUNDRED, "ann").giveBack();
    int looks = rows.looks();

    for (int i = 0; i < 1_000; i++) {
      limits.take(HUNDRED, "ann").giveBack();
    }
    assertThat(rows.looks()).isEqualTo(looks);
  }

  @Test
  void allowsAsManyAsTheLimit() {
    assertThat(taken(limits, 200)).isEqualTo(100);
  }

  @Test
  void allowsNoMoreOnTwoNodes() {
    Limits other = node();
    long all = 0;
    for (int i = 0; i < 100; i++) {
      all += taken(limits, 1) + taken(other, 1);
    }
    assertThat(all).isEqualTo(100);
  }

  @Test
  void allowsNoMoreWhereWhatIsTakenAheadGetsOld() {
    limits.take(HUNDRED, "ann").giveBack();
    clock.advance(Duration.ofSeconds(5));

    // The bucket is full again, so the five that were taken ahead count no longer.
    assertThat(taken(limits, 200)).isEqualTo(100);
  }

  @Test
  void countsWhatWasUnderWayWhenItGotOldNoSecondTime() {
    Permit old = limits.take(HUNDRED, "ann");
    clock.advance(Duration.ofSeconds(5));
    assertThat(taken(limits, 200)).isEqualTo(100);

    old.giveBack();
    assertThat(taken(limits, 1)).isZero();
  }
}
