package org.gatehouse.core.credential.passkey;

import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * What a person calls a passkey, to know it among others: 1 to 100 characters.
 *
 * @param value the normalised name
 */
public record PasskeyName(String value) {
  private static final int MAXIMUM = 100;

  /**
   * @throws InvalidInput if it is empty, too long, or holds characters that don't show
   */
  public PasskeyName {
    value =
        Names.prepareText(value, MAXIMUM)
            .orElseThrow(() -> new InvalidInput(PasskeyRule.NAME_INVALID));
  }
}
