package org.gatehouse.core.oauth.grant;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.oauth.claims.ResourceOwner;
import org.gatehouse.core.policy.Demands;
import org.gatehouse.core.policy.RecentPolicies;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.core.user.RecentUsers;
import org.gatehouse.core.user.Roles;

/** Finds the person behind a grant, as long as it is good for anything. */
@Singleton
public class ResourceOwners {
  private final Callers callers;
  private final RecentUsers users;
  private final RecentAccess access;
  private final RecentPolicies policies;
  private final SecondFactorSettings installation;
  private final Clock clock;

  @Inject
  ResourceOwners(
      Callers callers,
      RecentUsers users,
      RecentAccess access,
      RecentPolicies policies,
      Settings settings,
      Clock clock) {
    this.callers = callers;
    this.users = users;
    this.access = access;
    this.policies = policies;
    this.installation = settings.secondFactor();
    this.clock = clock;
  }

  /**
   * The person, a moment ago; nothing if the login has ended to which the grant belongs, or the
   * person may not log in any longer.
   */
  public Optional<ResourceOwner> of(Grant grant) {
    return grant.isOffline() ? withoutLogin(grant) : in(grant.sessionId());
  }

  /** The person who is logged in there. */
  public Optional<ResourceOwner> in(UUID sessionId) {
    return callers
        .in(sessionId)
        .filter(caller -> caller.is(Roles.USER))
        .flatMap(
            caller ->
                users
                    .withId(caller.userId())
                    .map(
                        user ->
                            new ResourceOwner(
                                user, caller.roles(), Optional.of(caller.expiresAt()))));
  }

  private Optional<ResourceOwner> withoutLogin(Grant grant) {
    return users
        .withId(grant.userId())
        .filter(user -> user.mayLogIn(clock.instant()))
        .map(
            user ->
                new ResourceOwner(
                    user, Roles.of(user, false, access.of(user.id()).roles()), Optional.empty()))
        .filter(owner -> isEnough(grant, owner));
  }

  /**
   * Whether what was shown in the login that has ended is what is demanded of logins by now: no
   * session would go on with less.
   */
  private boolean isEnough(Grant grant, ResourceOwner owner) {
    return grant
        .authentication()
        .met()
        .flatMap(
            met ->
                Demands.of(installation, policies.find(owner.user().workspace().id()))
                    .unmet(owner.user().createdAt(), owner.roles(), met))
        .filter(due -> !due.isAfter(clock.instant()))
        .isEmpty();
  }
}
