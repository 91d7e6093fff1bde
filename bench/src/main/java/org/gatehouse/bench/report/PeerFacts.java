package org.gatehouse.bench.report;

import java.util.List;

/**
 * What was seen of a peer as a whole.
 *
 * @param name whose it is
 * @param starts seconds from the start of the process to the login page
 * @param idleBytes resident twenty seconds after a start
 * @param loadedBytes resident after all rows
 */
public record PeerFacts(String name, List<Double> starts, long idleBytes, long loadedBytes) {}
