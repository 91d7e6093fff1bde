package org.gatehouse.core.user;

import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.Names;

/**
 * How a person is called on pages and in mails: 1 to 100 characters.
 *
 * @param value the normalised name
 */
public record DisplayName(String value) {
  /**
   * @throws InvalidInput if it is empty, too long, or holds characters that don't show
   */
  public DisplayName {
    value =
        Names.prepare(value, 100)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "displayName.invalid",
                        "The display name must have 1 to 100 visible characters of one script."));
  }
}
