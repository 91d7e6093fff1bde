package org.gatehouse.core.policy;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.settings.Settings;

/**
 * Has a workspace demand a second factor from now on, as long as people could have it, and limit
 * what else there is.
 */
@Singleton
public class DemandSecondFactor {
  private final AuthenticationPolicies policies;
  private final boolean canHavePasskeys;
  private final Clock clock;

  @Inject
  DemandSecondFactor(AuthenticationPolicies policies, Settings settings, Clock clock) {
    this.policies = policies;
    this.canHavePasskeys = settings.canHavePasskeys();
    this.clock = clock;
  }

  /**
   * Demands it, in the transaction of the caller, who has locked the workspace.
   *
   * @param roles names of those of whom it is demanded; none for everybody
   * @param graceDays how many days people may take
   * @param limits what it limits beside
   * @return what the workspace demands now
   * @throws InvalidInput if nobody could meet it here
   */
  public AuthenticationPolicy demand(
      UUID workspaceId,
      SecondFactorDemand factor,
      Set<String> roles,
      int graceDays,
      AuthenticationLimits limits) {
    if (factor == SecondFactorDemand.PHISHING_RESISTANT && !canHavePasskeys) {
      throw new InvalidInput(PolicyRule.NO_PASSKEYS);
    }
    // As the database keeps it: what is told now is found again.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AuthenticationPolicy policy = policies.set(workspaceId, factor, roles, graceDays, now);
    policy.limit(limits, now);
    return policy;
  }
}
