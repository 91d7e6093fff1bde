package org.gatehouse.bench.measure;

import java.time.Duration;

/**
 * How long things are measured.
 *
 * @param warmUp of each side before its first round, at the longest
 * @param round of each round
 * @param rounds how many must count
 * @param spare how many of a side may be dropped until what there is has to do
 * @param othersAtMost cores that others may take in a round that counts
 */
public record Pace(Duration warmUp, Duration round, int rounds, int spare, double othersAtMost) {}
