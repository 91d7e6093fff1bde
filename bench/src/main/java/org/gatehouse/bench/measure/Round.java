package org.gatehouse.bench.measure;

/**
 * What was measured in one round.
 *
 * @param rate a second
 * @param cpuMillis processor time of each, in milliseconds
 * @param p50Millis within which half of all were done
 * @param p99Millis within which 99 of 100 were done
 * @param others cores that were busy with something else than the measurement
 */
public record Round(
    double rate, double cpuMillis, double p50Millis, double p99Millis, double others) {}
