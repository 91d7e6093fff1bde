package org.gatehouse.core.user;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * How a person is called on pages and in mails: 1 to 100 characters, and no address of a page.
 *
 * @param value the normalised name
 */
public record DisplayName(String value) {
  private static final int MAXIMUM = 100;
  private static final String AND_SO_ON = "...";

  /** Mail programs make links of them, and a letter greets by this name. */
  private static final Pattern PAGE = Pattern.compile("://|www\\.", Pattern.CASE_INSENSITIVE);

  /**
   * @throws InvalidInput if it is empty, too long, or holds characters that don't show, or looks
   *     like the address of a page
   */
  public DisplayName {
    value =
        Names.prepare(value, MAXIMUM)
            .orElseThrow(() -> new InvalidInput(UserRule.DISPLAY_NAME_INVALID));
    if (PAGE.matcher(value).find()) {
      throw new InvalidInput(UserRule.DISPLAY_NAME_ADDRESS);
    }
  }

  /**
   * The name nearest to what an identity provider tells, where people can't correct it: on one
   * line, without what doesn't show, and cut where it is too long.
   *
   * @param told anything
   * @throws InvalidInput if it is no name even so
   */
  public static DisplayName nearest(String told) {
    String some = told.substring(0, Math.min(told.length(), 2 * MAXIMUM));
    String line =
        Names.withoutHidden(
                Normalizer.normalize(some, Normalizer.Form.NFKC)
                    .replaceAll("[\\s\\p{Z}\\p{Cc}]+", " "))
            .strip();
    if (line.length() <= MAXIMUM && told.length() <= 2 * MAXIMUM) {
      return new DisplayName(line);
    }
    int end = Math.min(line.length(), MAXIMUM - AND_SO_ON.length());
    boolean isWithinOne = end > 0 && Character.isHighSurrogate(line.charAt(end - 1));
    return new DisplayName(line.substring(0, isWithinOne ? end - 1 : end).strip() + AND_SO_ON);
  }

  /**
   * Whether this is the beginning of what was told only.
   *
   * @param told what {@link #nearest} has made this of
   */
  public boolean isCutFrom(String told) {
    return value.endsWith(AND_SO_ON) && !told.strip().endsWith(AND_SO_ON);
  }

  /** How somebody is called who has said no more than a user name. */
  public static DisplayName of(UserName name) {
    return nearest(
        PAGE.matcher(name.value()).find() ? name.value().replace('.', ' ') : name.value());
  }
}
