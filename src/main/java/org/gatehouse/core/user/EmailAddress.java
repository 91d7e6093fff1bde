package org.gatehouse.core.user;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.net.InternetName;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Where a person gets mail (RFC 5321, 4.1.2; RFC 6531 for letters that aren't ASCII). Checked only
 * for what would harm us or can't arrive: the sizes, one host, no spaces, controls or separators of
 * a list unless they are quoted. In front of the {@code @} dots may stand anywhere, as there are
 * mailboxes like {@code a..b@}; behind it there is a name, not a number in brackets. Whether it is
 * the person's shows when mail is read.
 *
 * @param value the address as typed, without surrounding spaces, needless quotes and wide letters
 */
public record EmailAddress(String value) {
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;

  /** Spaces and what doesn't show, which people copy along. */
  private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{C}]+|[\\s\\p{Z}\\p{C}]+$");

  private static final Pattern PLAIN_LOCAL =
      Pattern.compile("[^\\s\\p{Z}\\p{C}@<>(),;:\\\\\"\\[\\]]+");
  private static final Pattern QUOTED_LOCAL =
      Pattern.compile("\"((?:[^\"\\\\\\p{C}]|\\\\[^\\p{C}])+)\"");
  private static final Pattern DOMAIN =
      Pattern.compile("(?![.-])(?:[\\p{L}\\p{M}\\p{Nd}_-]+\\.)*[\\p{L}\\p{M}\\p{Nd}_-]+(?<!-)");

  /**
   * @throws InvalidInput if mail to it can't be written
   */
  public EmailAddress {
    if (value.length() > 4 * LONGEST) {
      throw tooLong();
    }
    String typed =
        AROUND.matcher(Normalizer.normalize(narrow(value), Normalizer.Form.NFC)).replaceAll("");
    int at = typed.lastIndexOf('@');
    String local = local(typed.substring(0, Math.max(at, 0)));
    String domain = typed.substring(at + 1).replaceAll("[\\u3002\\uFF61]", ".");
    if (!DOMAIN.matcher(domain).matches()) {
      throw invalid();
    }
    value = local + "@" + domain;
    Optional<String> ascii = InternetName.ascii(domain);
    if (local.length() > LONGEST_LOCAL
        || value.length() > LONGEST
        || ascii.isEmpty()
        || local.length() + 1 + ascii.get().length() > LONGEST) {
      throw tooLong();
    }
  }

  /**
   * The form in which two addresses are the same, whatever their case. In front of the {@code @} of
   * ASCII letters only: about others, programs and databases differ.
   */
  public String key() {
    int domain = value.lastIndexOf('@') + 1;
    StringBuilder key = new StringBuilder(value.substring(0, domain));
    for (int i = 0; i < key.length(); i++) {
      char letter = key.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        key.setCharAt(i, Character.toLowerCase(letter));
      }
    }
    return key.append(InternetName.ascii(value.substring(domain)).orElseThrow()).toString();
  }

  /** What needs no quotes is the same mailbox without them. */
  private static String local(String typed) {
    if (PLAIN_LOCAL.matcher(typed).matches()) {
      return typed;
    }
    Matcher quoted = QUOTED_LOCAL.matcher(typed);
    if (!quoted.matches()) {
      throw invalid();
    }
    String meant = quoted.group(1).replaceAll("\\\\(.)", "$1");
    return PLAIN_LOCAL.matcher(meant).matches()
        ? meant
        : "\"" + meant.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
  }

  /** Wide forms of ASCII signs, as Japanese keyboards give them: nobody's mailbox has any. */
  private static String narrow(String typed) {
    return typed
        .codePoints()
        .map(letter -> letter >= 0xFF01 && letter <= 0xFF5E ? letter - 0xFEE0 : letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static InvalidInput invalid() {
    return new InvalidInput(UserRule.EMAIL_INVALID);
  }

  private static InvalidInput tooLong() {
    return new InvalidInput(UserRule.EMAIL_TOO_LONG);
  }
}
