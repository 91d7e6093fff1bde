package org.gatehouse.bench.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells whoever waits what is being measured. */
public final class Progress {
  private final Instant began = Instant.now();

  /** Prints a line, with the time since the beginning. */
  public void say(String what) {
    Duration since = Duration.between(began, Instant.now());
    System.out.printf(
        Locale.ROOT, "%2d:%02d  %s%n", since.toMinutes(), since.toSecondsPart(), what);
  }
}
