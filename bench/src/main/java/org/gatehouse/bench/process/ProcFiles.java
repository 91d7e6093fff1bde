package org.gatehouse.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux tells of processes and the machine in its /proc. */
final class ProcFiles {
  /** In these units /proc counts time, whatever the kernel's own clock. */
  private static final double TICKS_PER_SECOND = 100;

  /** utime, stime, cutime, cstime of proc(5), counted from the state, which follows the name. */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;

  private ProcFiles() {}

  /** Seconds of processor time that a process has taken, with those children that have ended. */
  static double cpuSeconds(long pid) {
    String stat = read("/proc/" + pid + "/stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The name may have blanks and brackets in it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
    return Stream.of(fields).skip(FIRST_TIME).limit(TIMES).mapToLong(Long::parseLong).sum()
        / TICKS_PER_SECOND;
  }

  /** Bytes of a process that are in memory. */
  static long residentBytes(long pid) {
    return read("/proc/" + pid + "/status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  /** Seconds of processor time that the whole machine was at work, or kept from it by its host. */
  static double busySeconds() {
    String[] fields = read("/proc/stat").lines().findFirst().orElseThrow().split(" +");
    // cpu user nice system idle iowait irq softirq steal
    long busy = 0;
    for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
      busy += Long.parseLong(fields[i]);
    }
    return busy / TICKS_PER_SECOND;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      // A process that ends while it is read.
      if (file.startsWith("/proc/stat")) {
        throw new UncheckedIOException(e);
      }
      return "";
    }
  }
}
