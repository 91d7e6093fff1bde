package org.gatehouse.bench.measure;

import java.time.Duration;
import org.gatehouse.bench.process.MachineLoad;

/** Measures a turn: what was done in it, and what that took of the machine. */
final class Meter {
  private final MachineLoad machine;

  Meter(MachineLoad machine) {
    this.machine = machine;
  }

  Round measure(Side side, Duration time) {
    double others = machine.othersSeconds();
    double cpu = side.processes().cpuSeconds();
    long start = System.nanoTime();
    Done done = side.work().run(time);
    double seconds = (System.nanoTime() - start) / 1e9;
    double taken = side.processes().cpuSeconds() - cpu;
    double othersTaken = Math.max(0, machine.othersSeconds() - others);
    return new Round(
        done.count() / done.seconds(),
        1_000 * taken / done.count(),
        done.p50Millis(),
        done.p99Millis(),
        othersTaken / seconds);
  }
}
