package org.gatehouse.core.access;

import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * What a role or a datasource is for, in a few words: up to 255 characters, or nothing.
 *
 * @param value the normalised text
 */
public record Description(String value) {
  /** None. */
  public static final Description NONE = new Description("");

  private static final int MAXIMUM = 255;

  /**
   * @throws InvalidInput if it is too long or holds characters that don't show
   */
  public Description {
    value = value.isBlank() ? "" : prepared(value);
  }

  private static String prepared(String value) {
    return Names.prepareText(value, MAXIMUM)
        .orElseThrow(() -> new InvalidInput(AccessRule.DESCRIPTION_INVALID));
  }
}
