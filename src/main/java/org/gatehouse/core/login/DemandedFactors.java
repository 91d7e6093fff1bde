package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.policy.Demands;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;

/** Whether what somebody has shown is enough to be let in. */
@Singleton
class DemandedFactors {
  private final SecondFactorSettings installation;
  private final RecentAccess access;
  private final Clock clock;

  @Inject
  DemandedFactors(Settings settings, RecentAccess access, Clock clock) {
    this.installation = settings.secondFactor();
    this.access = access;
    this.clock = clock;
  }

  /** Whether a login by these leads to a session. */
  boolean areMet(Claimant claimant, Set<AuthenticationMethod> shown) {
    return areMetBy(claimant, SecondFactorDemand.metBy(shown));
  }

  /**
   * For how many days a browser may stand for the second factor that was shown in it; 0 if it may
   * not: the workspace doesn't offer it, or more is demanded, by the workspace or the installation.
   */
  int daysOfTrust(Claimant claimant) {
    return claimant
        .demanded()
        .filter(policy -> trustedSince(claimant).isPresent())
        .map(policy -> policy.limits().trustedDeviceDays())
        .orElse(0);
  }

  /** Since when a browser may have been trusted for that; nothing where none may. */
  Optional<Instant> trustedSince(Claimant claimant) {
    return claimant
        .demanded()
        .flatMap(policy -> policy.trustedSince(clock.instant()))
        .filter(since -> areMetBy(claimant, SecondFactorDemand.TRUSTED_DEVICE));
  }

  private boolean areMetBy(Claimant claimant, SecondFactorDemand met) {
    User user = claimant.user();
    Demands demands = Demands.of(installation, claimant.demanded());
    // Nearly everywhere the roles needn't be known.
    List<String> given =
        demands.dependOnRolesOfWorkspace() ? access.of(user.id()).roles() : List.of();
    return demands
        .unmet(user.createdAt(), Roles.withRanks(user, given), met)
        .filter(due -> !due.isAfter(clock.instant()))
        .isEmpty();
  }

  /** Whether an authenticator app would be enough, beside the password. */
  boolean areMetByApp(Claimant claimant) {
    return areMet(
        claimant, Set.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.ONE_TIME_PASSWORD));
  }
}
