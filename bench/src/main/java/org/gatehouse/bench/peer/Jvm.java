package org.gatehouse.bench.peer;

import java.nio.file.Path;

/**
 * The Java that all servers run on.
 *
 * @param heap the largest heap, as {@code -Xmx} takes it
 */
public record Jvm(String heap) {
  /** The program. */
  public String java() {
    return home().resolve("bin/java").toString();
  }

  /** Its folder. */
  public Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The option that limits the heap. */
  public String heapOption() {
    return "-Xmx" + heap;
  }
}
