package org.gatehouse.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Counts by how long something took. */
class DurationsTest {
  private final Durations durations = new Durations();

  @Test
  void areInTheFirstBucketThatTheyFitInto() {
    durations.add(0);
    durations.add(5_000_000);
    durations.add(5_000_001);
    durations.add(10_000_000_000L);
    durations.add(3_600_000_000_000L);

    assertThat(durations.counts()).containsExactly(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
    assertThat(durations.seconds()).isEqualTo(3610.010000001);
  }

  @Test
  void haveABoundForEachCount() {
    assertThat(Durations.bounds())
        .isSorted()
        .hasSameSizeAs(durations.counts())
        .endsWith(10, Double.POSITIVE_INFINITY);
  }
}
