package org.gatehouse.core.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Reads codes that people type from a screen or from paper. Only letters and digits count: spaces,
 * dashes and what doesn't show come from keyboards, word processors and messengers.
 */
public final class TypedCode {
  private static final int LONGEST = 64;

  private TypedCode() {}

  /**
   * The letters and digits of a code, in lower case: wide forms as plain ones (NFKC, UAX #15), the
   * digits of any script as ASCII.
   *
   * @param typed anything
   * @return an empty text for what is longer than any code
   */
  public static String read(String typed) {
    if (typed.length() > LONGEST) {
      return "";
    }
    StringBuilder code = new StringBuilder();
    // Lower case first: that of a dotted capital I has a combining dot, which is no letter.
    Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .map(sign -> Character.isDigit(sign) ? '0' + Character.digit(sign, 10) : sign)
        .forEach(code::appendCodePoint);
    return code.toString();
  }
}
