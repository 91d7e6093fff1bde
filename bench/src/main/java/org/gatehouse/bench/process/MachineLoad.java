package org.gatehouse.bench.process;

/** Seconds of processor time that processes have taken which are no part of the measurement. */
public final class MachineLoad {
  private final ProcessTree ours;

  /**
   * @param outside processes of the measurement that aren't descendants of this one
   */
  public MachineLoad(ProcessTree outside) {
    this.ours = ProcessTree.of(ProcessHandle.current()).and(outside);
  }

  /** So many by now; a difference of two is what counts. */
  public double othersSeconds() {
    return ProcFiles.busySeconds() - ours.cpuSeconds();
  }
}
