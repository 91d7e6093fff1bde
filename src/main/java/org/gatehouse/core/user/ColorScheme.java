package org.gatehouse.core.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which colours somebody wants the pages (CSS Color Adjustment 1, 2.1). */
public enum ColorScheme {
  /** Whatever the device is set to. */
  SYSTEM,
  /** Dark letters on a light ground. */
  LIGHT,
  /** Light letters on a dark ground. */
  DARK;

  /** The word in requests, cookies and the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Which one has this word, if one does.
   *
   * @param word anything
   */
  public static Optional<ColorScheme> find(String word) {
    return Arrays.stream(values()).filter(scheme -> scheme.word().equals(word)).findFirst();
  }
}
