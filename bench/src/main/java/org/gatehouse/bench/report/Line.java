package org.gatehouse.bench.report;

import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.bench.measure.Figures;
import org.gatehouse.bench.measure.Round;
import org.gatehouse.bench.measure.Spread;
import org.gatehouse.bench.row.Row;

/**
 * A row with its figures.
 *
 * @param row what was measured
 * @param connections how many clients there were at once
 * @param ours Gatehouse's figures
 * @param theirs Keycloak's, where it does the like
 */
public record Line(Row row, int connections, Figures ours, Optional<Figures> theirs) {
  /** How many times Keycloak's rate ours is. */
  Optional<Double> ratio() {
    return ours.rate().flatMap(our -> theirs.flatMap(Figures::rate).map(their -> our / their));
  }

  /** Whether our p99 is no longer than Keycloak's. */
  Optional<Boolean> isP99NoWorse() {
    return p99(ours).flatMap(our -> theirs.flatMap(Line::p99).map(their -> our <= their));
  }

  private static Optional<Double> p99(Figures figures) {
    return figures.of(Round::p99Millis).map(Spread::median);
  }

  boolean isSpoilt() {
    return Stream.concat(Stream.of(ours), theirs.stream())
        .anyMatch(figures -> figures.mistake().isPresent());
  }
}
