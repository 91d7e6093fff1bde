package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.Demands;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.RecentPolicies;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;

/** What is demanded of a person's logins, as the person sees it. */
@Singleton
public class OwnDemands {
  private final AuthenticationPolicies policies;
  private final RecentPolicies recentPolicies;
  private final SecondFactorSettings installation;
  private final RecentAccess access;
  private final Passkeys passkeys;
  private final Totp totp;
  private final Clock clock;

  @Inject
  OwnDemands(
      AuthenticationPolicies policies,
      RecentPolicies recentPolicies,
      Settings settings,
      RecentAccess access,
      Passkeys passkeys,
      Totp totp,
      Clock clock) {
    this.policies = policies;
    this.recentPolicies = recentPolicies;
    this.installation = settings.secondFactor();
    this.access = access;
    this.passkeys = passkeys;
    this.totp = totp;
    this.clock = clock;
  }

  /** All that is demanded of the people of a workspace. */
  public Demands of(UUID workspaceId) {
    return Demands.of(installation, policies.find(workspaceId));
  }

  /** What the person still has to set up; nothing if nothing is demanded that isn't there. */
  public Optional<Grace> grace(User user) {
    Demands demands = Demands.of(installation, recentPolicies.find(user.workspace().id()));
    if (demands.all().isEmpty()) {
      return Optional.empty();
    }
    SecondFactorDemand met = held(user.id());
    return unmet(demands, user, met)
        .map(
            until ->
                new Grace(until, unmet(demands, user, SecondFactorDemand.REQUIRED).isPresent()));
  }

  /**
   * Keeps people from giving up what they would have to set up again at the next login. To be
   * called in the transaction that has removed something.
   *
   * @throws Conflict if what is left isn't enough
   */
  void requireEnough(User user) {
    Demands demands = of(user.workspace().id());
    if (!demands.all().isEmpty() && isDue(unmet(demands, user, held(user.id())))) {
      throw new Conflict(PolicyRule.REQUIRED);
    }
  }

  private boolean isDue(Optional<Instant> due) {
    return due.filter(moment -> !moment.isAfter(clock.instant())).isPresent();
  }

  private Optional<Instant> unmet(Demands demands, User user, SecondFactorDemand met) {
    Set<String> roles = Roles.of(user, false, access.of(user.id()).roles());
    return demands.unmet(user.createdAt(), roles, met);
  }

  private SecondFactorDemand held(UUID userId) {
    if (passkeys.isOn(userId)) {
      return SecondFactorDemand.PHISHING_RESISTANT;
    }
    return totp.isOn(userId) ? SecondFactorDemand.REQUIRED : SecondFactorDemand.NOT_REQUIRED;
  }

  /**
   * The time that is left.
   *
   * @param until when logins and sessions end that lack what is demanded
   * @param passkey whether it has to be a passkey
   */
  public record Grace(Instant until, boolean passkey) {}
}
