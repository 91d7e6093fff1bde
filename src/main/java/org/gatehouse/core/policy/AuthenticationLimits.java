package org.gatehouse.core.policy;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.OptionalInt;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * What a workspace limits beside the second factor. What it doesn't name is as the installation has
 * it, and of the two the stricter counts.
 *
 * @param passwordMinimum the shortest new password, in characters
 */
public record AuthenticationLimits(OptionalInt passwordMinimum) {
  /** Nothing. */
  public static final AuthenticationLimits NONE = new AuthenticationLimits(OptionalInt.empty());

  /** The least that can be asked of new passwords, in characters. */
  public static final int LEAST_MINIMUM = 8;

  /** The most that can be asked of new passwords, in characters. */
  public static final int MOST_MINIMUM = 64;

  /**
   * Checks them.
   *
   * @throws InvalidInput if one is out of bounds
   */
  public AuthenticationLimits {
    require(passwordMinimum, LEAST_MINIMUM, MOST_MINIMUM, PolicyRule.PASSWORD_MINIMUM_INVALID);
  }

  private static void require(OptionalInt number, int least, int most, PolicyRule rule) {
    if (number.isPresent() && (number.getAsInt() < least || number.getAsInt() > most)) {
      throw new InvalidInput(rule, least, most);
    }
  }

  /** All of them by name, as the audit log keeps them. */
  Map<String, Object> settings() {
    return ImmutableMap.of("password_minimum", text(passwordMinimum));
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }
}
