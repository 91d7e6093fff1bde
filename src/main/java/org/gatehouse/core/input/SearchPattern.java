package org.gatehouse.core.input;

import java.text.Normalizer;
import java.util.Locale;

/** Makes the pattern of a {@code like} out of what somebody searches for. */
public final class SearchPattern {
  private SearchPattern() {}

  /**
   * The pattern that finds a text anywhere, in lower case; the escape character is {@code !}.
   *
   * @param search what somebody typed; anything is allowed
   */
  public static String of(String search) {
    return "%"
        + Normalizer.normalize(search, Normalizer.Form.NFKC)
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{C}", "")
            .replaceAll("([!%_])", "!$1")
        + "%";
  }
}
