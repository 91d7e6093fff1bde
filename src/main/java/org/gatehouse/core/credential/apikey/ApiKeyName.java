package org.gatehouse.core.credential.apikey;

import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * What a key is called, so that people know which program has it: 1 to 100 characters.
 *
 * @param value the normalised name
 */
public record ApiKeyName(String value) {
  private static final int MAXIMUM = 100;

  /**
   * @throws InvalidInput if it is empty, too long, or holds characters that don't show
   */
  public ApiKeyName {
    value =
        Names.prepareText(value, MAXIMUM)
            .orElseThrow(() -> new InvalidInput(ApiKeyRule.NAME_INVALID));
  }
}
