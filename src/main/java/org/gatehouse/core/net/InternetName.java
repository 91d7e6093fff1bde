package org.gatehouse.core.net;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of the internet (RFC 1035) with letters that aren't ASCII (RFC 5890). */
public final class InternetName {
  /**
   * What the JDK, which follows the first version of the standard (RFC 3490), makes other letters
   * of: that would be somebody else's name (RFC 5894, 7.2).
   */
  private static final Pattern MEANT_OTHERWISE =
      Pattern.compile("[\\u00DF\\u1E9E\\u03C2\\u200C\\u200D]");

  private InternetName() {}

  /**
   * The name in the form in which it is looked up, in lower case: {@code xn--mller-kva.example} for
   * {@code Müller.example}. One that the two versions of the standard read differently stays as it
   * is, for somebody who knows the later one.
   *
   * @param name such as people write it; underscores are left alone
   * @return nothing if it can't be such a name: too long, or with characters that no name has
   */
  public static Optional<String> ascii(String name) {
    if (MEANT_OTHERWISE.matcher(name).find()) {
      return Optional.of(name.toLowerCase(Locale.ROOT));
    }
    try {
      return Optional.of(IDN.toASCII(name).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
