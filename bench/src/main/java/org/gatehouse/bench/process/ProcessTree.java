package org.gatehouse.bench.process;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** Processes with all their descendants, as they are at the moment of each question. */
public final class ProcessTree {
  private static final ProcessTree NONE = new ProcessTree(Stream::empty);

  private final Supplier<Stream<ProcessHandle>> roots;

  private ProcessTree(Supplier<Stream<ProcessHandle>> roots) {
    this.roots = roots;
  }

  /** No process at all. */
  public static ProcessTree none() {
    return NONE;
  }

  /** A process and its descendants. */
  public static ProcessTree of(ProcessHandle root) {
    return new ProcessTree(() -> Stream.of(root));
  }

  /** Those that there are whenever somebody asks. */
  public static ProcessTree later(Supplier<ProcessTree> trees) {
    return new ProcessTree(() -> trees.get().roots.get());
  }

  /** These and those. */
  public ProcessTree and(ProcessTree others) {
    return new ProcessTree(() -> Stream.concat(roots.get(), others.roots.get()));
  }

  /** Seconds of processor time that they have taken so far. */
  public double cpuSeconds() {
    return pids().mapToDouble(ProcFiles::cpuSeconds).sum();
  }

  /** Bytes of them that are in memory; what two share counts twice. */
  public long residentBytes() {
    return pids().mapToLong(ProcFiles::residentBytes).sum();
  }

  private Stream<Long> pids() {
    return roots
        .get()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .map(ProcessHandle::pid)
        .distinct();
  }
}
