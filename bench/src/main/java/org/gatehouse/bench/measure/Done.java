package org.gatehouse.bench.measure;

/**
 * What came of a turn.
 *
 * @param count how often it was done
 * @param seconds how long the turn was
 * @param p50Millis within which half of all were done, 0 where nobody looked
 * @param p99Millis within which 99 of 100 were done, 0 where nobody looked
 */
public record Done(long count, double seconds, double p50Millis, double p99Millis) {}
