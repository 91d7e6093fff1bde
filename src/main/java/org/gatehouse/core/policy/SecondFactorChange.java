package org.gatehouse.core.policy;

import java.util.List;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Which second factor a workspace is to demand.
 *
 * @param factor which second factor
 * @param roles names of those of whom it is demanded; none for everybody
 * @param graceDays how many days people may take
 */
public record SecondFactorChange(SecondFactorDemand factor, List<String> roles, int graceDays) {
  /** The longest grace, in days. */
  public static final int LONGEST_GRACE = 365;

  /** How many roles there can be. */
  public static final int MOST_ROLES = 50;

  /**
   * Copies the roles.
   *
   * @throws InvalidInput if nobody can demand that, the days are out of bounds, or the roles too
   *     many
   */
  public SecondFactorChange {
    roles = List.copyOf(roles);
    if (!SecondFactorDemand.CHOICES.contains(factor)) {
      throw new InvalidInput(PolicyRule.FACTOR_UNKNOWN);
    }
    if (graceDays < 0 || graceDays > LONGEST_GRACE) {
      throw new InvalidInput(PolicyRule.GRACE_INVALID, LONGEST_GRACE);
    }
    if (roles.size() > MOST_ROLES) {
      throw new InvalidInput(PolicyRule.TOO_MANY_ROLES, MOST_ROLES);
    }
  }
}
