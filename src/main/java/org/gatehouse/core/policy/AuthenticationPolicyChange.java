package org.gatehouse.core.policy;

import java.util.OptionalLong;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * What a workspace is to demand of logins, all of it.
 *
 * @param secondFactor which second factor, and of whom
 * @param limits what it limits beside
 * @param seen the revision that the change was made of, if that is known
 */
public record AuthenticationPolicyChange(
    SecondFactorChange secondFactor, AuthenticationLimits limits, OptionalLong seen) {
  /**
   * Checks the limits.
   *
   * @throws InvalidInput if one is out of bounds
   */
  public AuthenticationPolicyChange {
    limits.requireWithinBounds();
  }
}
