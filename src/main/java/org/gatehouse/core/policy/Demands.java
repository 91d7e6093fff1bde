package org.gatehouse.core.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.core.user.Roles;

/**
 * All that is demanded of the people of a workspace, by it and by the installation. Each counts by
 * itself, so that the strictest does, at any moment and for anybody.
 *
 * @param all what is demanded
 */
public record Demands(List<Demand> all) {
  /** Copies the list. */
  public Demands {
    all = List.copyOf(all);
  }

  /** What the installation demands, and a workspace if it has a policy. */
  public static Demands of(
      SecondFactorSettings installation, Optional<AuthenticationPolicy> workspace) {
    List<Demand> all = new ArrayList<>();
    SecondFactorDemand.of(installation.demand())
        .map(
            factor ->
                new Demand(
                    factor, installation.roles(), installation.since(), installation.grace()))
        .ifPresent(all::add);
    workspace.map(AuthenticationPolicy::demands).ifPresent(all::addAll);
    return new Demands(
        all.stream().filter(demand -> demand.factor() != SecondFactorDemand.NOT_REQUIRED).toList());
  }

  /** Whether something is demanded of those who have a role that the workspace has defined. */
  public boolean dependOnRolesOfWorkspace() {
    return all.stream()
        .anyMatch(
            demand ->
                !Roles.BUILT_IN.containsAll(demand.roles())
                    || !Roles.BUILT_IN.containsAll(demand.within()));
  }

  /**
   * When the first of them is due that isn't met; nothing if all are.
   *
   * @param madeAt when the account was made
   * @param roles of the person, Gatehouse's own among them
   * @param met the strictest that is met by what the person has shown, or could show
   */
  public Optional<Instant> unmet(Instant madeAt, Set<String> roles, SecondFactorDemand met) {
    return all.stream()
        .filter(demand -> demand.concerns(roles) && !met.meets(demand.factor()))
        .map(demand -> demand.due(madeAt))
        .min(Comparator.naturalOrder());
  }
}
