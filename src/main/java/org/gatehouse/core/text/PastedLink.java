package org.gatehouse.core.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the token in whatever a person copies out of the mail: what stands behind the {@code #},
 * the whole link, one whose {@code #} a mail gateway has taken away or encoded, with what stood
 * around it, broken into lines, or out of the source of the mail (quoted-printable, RFC 2045, 6.7).
 */
public final class PastedLink {
  /** What a token looks like: 256 bits in URL-safe Base64. */
  private static final int LENGTH = 43;

  private static final int LONGEST = 8_000;

  /** Where the token begins; a gateway may have the whole link within one of its own. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "(?:/|%2F)(?:reset|confirm-email|invitation)\\s*(?:#|\\?|\\*|%23|%2523|=23)?|#",
          Pattern.CASE_INSENSITIVE);

  /** Where a gateway that puts a star for a sign of the link says for which. */
  private static final Pattern STARS = Pattern.compile("__;[A-Za-z0-9+/=_-]*!!.*", Pattern.DOTALL);

  /** What comes between its characters: line breaks, also soft ones, and what doesn't show. */
  private static final Pattern GAP = Pattern.compile("=?[\\s\\p{Z}\\p{C}]+|=");

  private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\uFE63\\uFF0D]");
  private static final Pattern AROUND = Pattern.compile("^[^A-Za-z0-9_-]+");
  private static final Pattern OF_TOKEN = Pattern.compile("[A-Za-z0-9_-]*");
  private static final Pattern WHOLE =
      Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{" + LENGTH + "}(?![A-Za-z0-9_-])");

  private PastedLink() {}

  /**
   * The token.
   *
   * @param pasted anything
   * @return what can't be anybody's token, where there is none
   */
  public static String token(String pasted) {
    if (pasted.length() > LONGEST) {
      return "";
    }
    Matcher before = BEFORE.matcher(pasted);
    String rest = before.find() ? pasted.substring(before.end()) : pasted;
    String plain = DASHES.matcher(STARS.matcher(rest).replaceFirst("")).replaceAll("-");
    Matcher whole = WHOLE.matcher(plain);
    return whole.find() ? whole.group() : joined(AROUND.matcher(plain).replaceFirst(""));
  }

  /** Of a token that is broken into lines all parts. */
  private static String joined(String broken) {
    String text = broken;
    StringBuilder token = new StringBuilder();
    while (token.length() < LENGTH) {
      Matcher part = OF_TOKEN.matcher(text);
      part.lookingAt();
      token.append(part.group());
      text = text.substring(part.end());
      Matcher gap = GAP.matcher(text);
      if (!gap.lookingAt()) {
        break;
      }
      text = text.substring(gap.end());
    }
    return token.toString();
  }
}
