package org.gatehouse.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that was measured on, in words. */
public final class Machine {
  private static final double KIB_PER_GIB = 1024 * 1024;

  private Machine() {}

  /** Processor, memory, kernel, Java. */
  public static String inWords() {
    return "%s, %d cores, %.0f GiB, Linux %s, %s %s"
        .formatted(
            valueOf("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            Long.parseLong(valueOf("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                / KIB_PER_GIB,
            System.getProperty("os.version"),
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"));
  }

  /** The commit that was measured, and whether something was changed since. */
  public static String commit() {
    String changed = git("status", "--porcelain", "--untracked-files=no");
    return git("rev-parse", "--short=10", "HEAD") + (changed.isEmpty() ? "" : " with changes");
  }

  private static String valueOf(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String git(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process git = new ProcessBuilder(command).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? said : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
