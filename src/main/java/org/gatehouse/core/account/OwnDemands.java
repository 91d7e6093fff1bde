package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.Demands;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.RecentPolicies;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.session.Caller;
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
  private final LocalLogin localLogin;
  private final Clock clock;

  @Inject
  OwnDemands(
      AuthenticationPolicies policies,
      RecentPolicies recentPolicies,
      Settings settings,
      RecentAccess access,
      LocalLogin localLogin,
      Clock clock) {
    this.policies = policies;
    this.recentPolicies = recentPolicies;
    this.installation = settings.secondFactor();
    this.access = access;
    this.localLogin = localLogin;
    this.clock = clock;
  }

  /** All that is demanded of the people of a workspace. */
  public Demands of(UUID workspaceId) {
    return Demands.of(installation, policies.find(workspaceId));
  }

  /**
   * What the person still has to set up; nothing if nothing is demanded that isn't there, or of
   * whoever logs in with a provider.
   */
  public Optional<Grace> grace(Caller caller, User user) {
    Demands demands = Demands.of(installation, recentPolicies.find(user.workspace().id()));
    if (demands.all().isEmpty()
        || !caller.source().equals(Caller.LOCAL)
        || !localLogin.isPossible(user)) {
      return Optional.empty();
    }
    return unmet(demands, user, localLogin.couldShow(user))
        // What is due already was shown in this session, and will be asked for at the next login.
        .filter(until -> until.isAfter(clock.instant()))
        .map(
            until ->
                new Grace(
                    until,
                    unmet(demands, user, SecondFactorDemand.REQUIRED)
                        .filter(until::equals)
                        .isPresent()));
  }

  /**
   * Keeps people from giving up what they would have to set up again at the next login with us. To
   * be called in the transaction that has removed something.
   *
   * @throws Conflict if what is left isn't enough
   */
  void requireEnough(User user) {
    Demands demands = of(user.workspace().id());
    if (!demands.all().isEmpty()
        && localLogin.isPossible(user)
        && isDue(unmet(demands, user, localLogin.couldShow(user)))) {
      throw new Conflict(PolicyRule.REQUIRED);
    }
  }

  private boolean isDue(Optional<Instant> due) {
    return due.filter(moment -> !moment.isAfter(clock.instant())).isPresent();
  }

  private Optional<Instant> unmet(Demands demands, User user, SecondFactorDemand met) {
    Set<String> roles = Roles.withRanks(user, access.of(user.id()).roles());
    return demands.unmet(user.createdAt(), roles, met);
  }

  /**
   * The time that is left.
   *
   * @param until when logins and sessions end that lack what is demanded
   * @param passkey whether it has to be a passkey
   */
  public record Grace(Instant until, boolean passkey) {}
}
