package org.gatehouse.core.policy;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * What a workspace is to demand of logins.
 *
 * @param secondFactor which second factor, and of whom
 * @param limits what it is to limit beside, of what it limits now
 * @param seen the revision that the change was made of, if that is known
 */
public record AuthenticationPolicyChange(
    SecondFactorChange secondFactor,
    UnaryOperator<AuthenticationLimits> limits,
    OptionalLong seen) {
  /**
   * All of it.
   *
   * @param limits what it is to limit beside
   * @throws InvalidInput if one is out of bounds
   */
  public AuthenticationPolicyChange(
      SecondFactorChange secondFactor, AuthenticationLimits limits, OptionalLong seen) {
    this(secondFactor, present -> limits, seen);
    limits.requireWithinBounds();
  }

  /**
   * What it is to limit.
   *
   * @param present what it limits now
   * @throws InvalidInput if one is out of bounds
   */
  public AuthenticationLimits limits(AuthenticationLimits present) {
    AuthenticationLimits wanted = limits.apply(present);
    wanted.requireWithinBounds();
    return wanted;
  }
}
