package org.gatehouse.bench.measure;

import org.gatehouse.bench.process.ProcessTree;

/**
 * One of those that are compared.
 *
 * @param name whose work it is
 * @param work what it does
 * @param processes whose processor time it takes
 */
public record Side(String name, Work work, ProcessTree processes) {}
