package org.gatehouse.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.fixture.Given;
import org.gatehouse.fixture.MovableClock;
import org.junit.jupiter.api.Test;

/** Old entries go in batches, until there are none or the next hour has to go on. */
class AuditRetentionTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T12:00:00Z"));
  private final List<Instant> asked = new ArrayList<>();
  private final List<Instant> askedOfUnlinked = new ArrayList<>();

  private int remove(int old) {
    ShortenAudit chain =
        new ShortenAudit(null, null, null, null) {
          private int left = old;

          @Override
          int removeBefore(Instant before, int most) {
            asked.add(before);
            int removed = Math.min(left, most);
            left -= removed;
            return removed;
          }

          @Override
          int removeUnlinked(Instant before, int most) {
            askedOfUnlinked.add(before);
            return 0;
          }
        };
    var settings = Given.settings(Map.of("GATEHOUSE_AUDIT_RETENTION", "P90D"));
    return new AuditRetention(chain, settings, clock).removeOld();
  }

  @Test
  void removesWhatIsOlderThanTheSettingSays() {
    assertThat(remove(0)).isZero();
    assertThat(asked).containsExactly(clock.instant().minus(Duration.ofDays(90)));
    assertThat(askedOfUnlinked).containsExactly(clock.instant().minus(Duration.ofDays(90)));
  }

  @Test
  void removesBatchByBatch() {
    assertThat(remove(2_500)).isEqualTo(2_500);
    assertThat(asked).hasSize(3);
  }

  @Test
  void endsSomeTime() {
    assertThat(remove(10_000_000)).isEqualTo(500_000);
  }
}
