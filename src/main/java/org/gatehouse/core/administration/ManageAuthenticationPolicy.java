package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.policy.AuthenticationLimits;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.AuthenticationPolicyChange;
import org.gatehouse.core.policy.DemandSecondFactor;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.policy.SecondFactorChange;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.workspace.Workspaces;

/** What the own workspace demands of logins. */
@Singleton
@Transactional
public class ManageAuthenticationPolicy {
  /** The ranks, of which something can be demanded as of roles of the workspace. */
  public static final List<String> RANKS = Rank.words(EnumSet.allOf(Rank.class));

  private final Permissions permissions;
  private final Workspaces workspaces;
  private final AuthenticationPolicies policies;
  private final DemandSecondFactor secondFactor;
  private final Catalog catalog;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  ManageAuthenticationPolicy(
      Permissions permissions,
      Workspaces workspaces,
      AuthenticationPolicies policies,
      DemandSecondFactor secondFactor,
      Catalog catalog,
      Sessions sessions,
      Audit audit) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.policies = policies;
    this.secondFactor = secondFactor;
    this.catalog = catalog;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * What the workspace demands.
   *
   * @throws NotPermitted if no rank of the caller lets it read that
   */
  public AuthenticationPolicy find(Caller caller) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return policies.of(caller.workspaceId());
  }

  /**
   * Changes it. What is the same already is no change.
   *
   * @return what the workspace demands now
   * @throws NotPermitted if the caller isn't an administrator
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   * @throws InvalidInput if the workspace lacks a role, or nobody could meet it here
   * @throws Conflict if it was changed since it was seen, or would end the caller's own session at
   *     once: nobody demands of others what they can't show themselves, nor lets only others in
   */
  public AuthenticationPolicy change(Caller caller, AuthenticationPolicyChange change) {
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    // What somebody else changes meanwhile must not be undone.
    workspaces.lock(caller.workspaceId());
    AuthenticationPolicy present = policies.toBeChanged(caller.workspaceId());
    if (change.seen().isPresent() && change.seen().getAsLong() != present.revision()) {
      throw new Conflict(PolicyRule.CHANGED);
    }
    SecondFactorChange factor = change.secondFactor();
    Set<String> roles = roles(caller.workspaceId(), factor.roles());
    AuthenticationLimits limits = change.limits(present.limits());
    if (present.is(factor.factor(), roles, factor.graceDays()) && present.limits().equals(limits)) {
      return present;
    }
    if (!limits.networks().allow(caller.client().address())) {
      throw new Conflict(PolicyRule.OWN_NETWORK);
    }
    Map<String, Object> before = present.settings();
    AuthenticationPolicy now =
        secondFactor.demand(
            caller.workspaceId(), factor.factor(), roles, factor.graceDays(), limits);
    requireNotOver(caller);
    workspaces.tellOfChange(caller.workspaceId());
    audit.record(
        caller
            .acting(AuditType.AUTHENTICATION_POLICY, "ok")
            .detail(caller.workspaceId().toString())
            .changes(before, now.settings()));
    return now;
  }

  private void requireNotOver(Caller caller) {
    if (sessions.lacksDemanded(caller.sessionId())) {
      throw new Conflict(PolicyRule.OWN_FIRST);
    }
  }

  /** As the workspace writes them, each once, the ranks first. */
  private Set<String> roles(UUID workspaceId, List<String> names) {
    List<String> ofWorkspace = names.stream().filter(name -> !RANKS.contains(name)).toList();
    Set<String> all = new LinkedHashSet<>();
    RANKS.stream().filter(names::contains).forEach(all::add);
    Stream<Role> roles = catalog.allNamed(Role.class, workspaceId, ofWorkspace).stream();
    roles.map(Role::name).forEach(all::add);
    return all;
  }
}
