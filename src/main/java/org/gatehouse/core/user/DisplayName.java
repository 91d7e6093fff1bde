package org.gatehouse.core.user;

import java.util.regex.Pattern;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.Names;

/**
 * How a person is called on pages and in mails: 1 to 100 characters, and no address of a page.
 *
 * @param value the normalised name
 */
public record DisplayName(String value) {
  /** Mail programs make links of them, and a letter greets by this name. */
  private static final Pattern PAGE = Pattern.compile("://|www\\.", Pattern.CASE_INSENSITIVE);

  /**
   * @throws InvalidInput if it is empty, too long, or holds characters that don't show, or looks
   *     like the address of a page
   */
  public DisplayName {
    value =
        Names.prepare(value, 100)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "displayName.invalid",
                        "The display name must have 1 to 100 visible characters of one script."));
    if (PAGE.matcher(value).find()) {
      throw new InvalidInput(
          "displayName.address", "The display name must not look like the address of a page.");
    }
  }

  /** How somebody is called who has said no more than a user name. */
  public static DisplayName of(UserName name) {
    return new DisplayName(
        PAGE.matcher(name.value()).find() ? name.value().replace('.', ' ') : name.value());
  }
}
