package org.gatehouse.core.provider;

import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * What people call an identity provider; it stands on its button. Unique within the workspace
 * whatever its case: 1 to 64 visible characters.
 *
 * @param value the normalised name
 */
public record ProviderName(String value) {
  private static final int MAXIMUM = 64;

  /**
   * @throws InvalidInput if no name can be made of it
   */
  public ProviderName {
    value =
        Names.prepare(value, MAXIMUM)
            .filter(name -> Names.key(name).length() <= MAXIMUM)
            .orElseThrow(() -> new InvalidInput(ProviderRule.NAME_INVALID));
  }

  /** The form in which two names are the same name. */
  public String key() {
    return Names.key(value);
  }
}
