package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.Users;

/**
 * Deactivates accounts of people with which nothing was done for as long as their workspace, or the
 * installation, wants, and tells people a week before. Each limit is looked at by itself, so the
 * strictest counts.
 */
@Singleton
public class IdleAccounts {
  private final AuthenticationPolicies policies;
  private final Users users;
  private final EachUser eachUser;
  private final EndIdleAccount endIdleAccount;
  private final Optional<Duration> installation;
  private final Clock clock;

  @Inject
  IdleAccounts(
      AuthenticationPolicies policies,
      Users users,
      EachUser eachUser,
      EndIdleAccount endIdleAccount,
      Settings settings,
      Clock clock) {
    this.policies = policies;
    this.users = users;
    this.eachUser = eachUser;
    this.endIdleAccount = endIdleAccount;
    this.installation = settings.accounts().idle();
    this.clock = clock;
  }

  /** Does it for all of whom it is time; several nodes may do so at once. */
  public void run() {
    installation.ifPresent(limit -> run(Optional.empty(), limit));
    policies.limitingIdleness().forEach(this::run);
  }

  private void run(AuthenticationPolicy policy) {
    policy
        .limits()
        .accounts()
        .idle()
        .ifPresent(limit -> run(Optional.of(policy.workspaceId()), limit));
  }

  private void run(Optional<UUID> workspaceId, Duration limit) {
    Instant now = clock.instant();
    Instant since = EndIdleAccount.toldWhereUntouchedSince(now, limit);
    eachUser.attend(
        next -> users.untouched(workspaceId, since, next),
        id -> endIdleAccount.attend(id, limit, now));
  }
}
