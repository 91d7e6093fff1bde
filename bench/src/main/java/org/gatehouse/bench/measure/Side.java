package org.gatehouse.bench.measure;

import org.gatehouse.bench.process.ProcessTree;

/**
 * One of those that are compared.
 *
 * @param name whose work it is
 * @param work what it does
 * @param warmUp what it does before, until that gets no cheaper
 * @param processes whose processor time it takes
 */
public record Side(String name, Work work, Work warmUp, ProcessTree processes) {
  /** One that warms up by what it does. */
  public Side(String name, Work work, ProcessTree processes) {
    this(name, work, work, processes);
  }

  Side warmingUp() {
    return new Side(name, warmUp, processes);
  }
}
