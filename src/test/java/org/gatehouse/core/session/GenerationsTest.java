package org.gatehouse.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gatehouse.core.session.Generations.Standing;
import org.junit.jupiter.api.Test;

/**
 * A token that was replaced is good for a minute, then it is a copy, however often others follow.
 */
class GenerationsTest {
  private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");

  @Test
  void beginWithOneThatIsGood() {
    assertThat(Generations.first().standing(0, START)).isEqualTo(Standing.CURRENT);
    assertThat(Generations.first().standing(1, START)).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void keepWhatWasReplacedForAMinute() {
    Generations second = Generations.first().next(START);

    assertThat(second.current()).isEqualTo(1);
    assertThat(second.standing(0, START)).isEqualTo(Standing.REPLACED);
    assertThat(second.standing(0, START.plusMillis(59_999))).isEqualTo(Standing.REPLACED);
    assertThat(second.standing(0, START.plusSeconds(60))).isEqualTo(Standing.COPIED);
    assertThat(second.standing(1, START.plusSeconds(60))).isEqualTo(Standing.CURRENT);
  }

  @Test
  void doNotMakeAnOldCopyGoodAgainByReplacingAnother() {
    Generations generations =
        Generations.first().next(START).next(START.plusSeconds(30)).next(START.plusSeconds(80));

    assertThat(generations.standing(0, START.plusSeconds(81))).isEqualTo(Standing.COPIED);
    assertThat(generations.standing(1, START.plusSeconds(81))).isEqualTo(Standing.REPLACED);
    assertThat(generations.standing(2, START.plusSeconds(81))).isEqualTo(Standing.REPLACED);
    assertThat(generations.standing(3, START.plusSeconds(81))).isEqualTo(Standing.CURRENT);
  }

  @Test
  void staySmallWhereSomebodyRefreshesWithoutEnd() {
    Generations generations = Generations.first();
    for (int i = 0; i < 100_000; i++) {
      generations = again(generations.next(START.plusMillis(3L * i)));
    }

    assertThat(generations.current()).isEqualTo(100_000);
    assertThat(generations.formatRetirements().length()).isLessThan(3_000);
  }

  /** What is replaced within a second counts as replaced at its beginning, and no earlier. */
  @Property
  void sayTheSameAsALongListWould(
      @ForAll @Size(max = 60) List<@IntRange(max = 20_000) Integer> pauses,
      @ForAll @IntRange(max = 70_000) int later) {
    Generations generations = Generations.first();
    Instant now = START;
    Instant[] replaced = new Instant[pauses.size()];
    for (int i = 0; i < pauses.size(); i++) {
      now = now.plusMillis(pauses.get(i));
      generations = again(generations.next(now));
      replaced[i] = now;
    }
    Instant then = now.plusMillis(later);
    for (int i = 0; i < pauses.size(); i++) {
      Duration age = Duration.between(replaced[i], then);
      Standing standing = generations.standing(i, then);
      if (age.compareTo(Duration.ofSeconds(59)) < 0) {
        assertThat(standing).isEqualTo(Standing.REPLACED);
      } else if (age.compareTo(Generations.GRACE) >= 0) {
        assertThat(standing).isEqualTo(Standing.COPIED);
      }
    }
    assertThat(generations.standing(pauses.size(), then)).isEqualTo(Standing.CURRENT);
  }

  private static Generations again(Generations written) {
    return Generations.parse(written.current(), written.formatRetirements());
  }
}
