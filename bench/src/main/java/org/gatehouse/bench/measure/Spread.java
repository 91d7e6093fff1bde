package org.gatehouse.bench.measure;

import java.util.Collection;

/**
 * A median, and what it lies between.
 *
 * @param median the value in the middle
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {
  /** Of at least one value. */
  public static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
