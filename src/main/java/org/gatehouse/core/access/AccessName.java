package org.gatehouse.core.access;

import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.Names;

/**
 * The name of a role or a datasource, unique within the workspace whatever its case: 1 to 64
 * letters, digits, spaces and {@code . _ - :}, and not only signs: {@code ..} has a meaning of its
 * own in an address. It is permanent, because tokens and the applications that read them know it.
 *
 * @param value the normalised name
 */
public record AccessName(String value) {
  static final int MAXIMUM = 64;

  /**
   * @throws InvalidInput if no name can be made of it
   */
  public AccessName {
    value =
        Names.prepare(value, MAXIMUM)
            .filter(name -> name.matches("(?=.*[\\p{L}\\p{Nd}])[\\p{L}\\p{M}\\p{Nd} ._:-]+"))
            .filter(name -> Names.key(name).length() <= MAXIMUM)
            .orElseThrow(() -> new InvalidInput(AccessRule.NAME_INVALID));
  }

  /** The form in which two names are the same name. */
  public String key() {
    return Names.key(value);
  }
}
