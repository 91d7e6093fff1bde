package org.gatehouse.bench.report;

import java.util.Locale;
import java.util.Optional;

/** Numbers as people read them: no more digits than mean something. */
public final class Numbers {
  /** In place of a number that there isn't. */
  public static final String NONE = "–";

  private static final double MIB = 1024.0 * 1024;

  private Numbers() {}

  /** With three digits that count. */
  public static String of(double number) {
    String format = number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, number);
  }

  /** The same, or a dash. */
  public static String of(Optional<Double> number) {
    return number.map(Numbers::of).orElse(NONE);
  }

  /** A ratio. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** A part of a whole. */
  public static String percent(double part) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * part);
  }

  /** Bytes of memory. */
  public static String mib(double bytes) {
    return String.format(Locale.ROOT, "%,.0f MiB", bytes / MIB);
  }
}
