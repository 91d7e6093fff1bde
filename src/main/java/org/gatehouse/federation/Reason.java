package org.gatehouse.federation;

import org.gatehouse.core.signon.SignOnRefusal;

/**
 * Why an answer of a provider isn't accepted.
 *
 * @param why what the person may know
 * @param code what the audit log calls it, for example {@code wrong-audience}
 * @param words what else the audit log says, and who tries the provider is told: the provider's own
 *     words, for example. Cut to what both can hold, and nothing but text.
 */
public record Reason(SignOnRefusal why, String code, String words) {
  private static final int LONGEST = 200;

  /** Makes the words fit. */
  public Reason {
    words = fit(words);
  }

  /** A reason without further words. */
  public static Reason of(SignOnRefusal why, String code) {
    return new Reason(why, code, "");
  }

  /**
   * A text of somebody else, fit for a line of a log or page: nothing in it moves or hides the
   * rest.
   *
   * @param text anything
   */
  public static String fit(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Z}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
