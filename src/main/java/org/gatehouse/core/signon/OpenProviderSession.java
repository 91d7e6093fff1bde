package org.gatehouse.core.signon;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.OpenSession;
import org.gatehouse.core.policy.RecentPolicies;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/**
 * Opens a session for somebody whom a provider names, and notes which of the provider's own stands
 * behind it. To be called within the transaction of the login.
 */
@Singleton
class OpenProviderSession {
  private final OpenSession openSession;
  private final ProviderSessions providerSessions;
  private final RecentPolicies policies;
  private final Clock clock;

  @Inject
  OpenProviderSession(
      OpenSession openSession,
      ProviderSessions providerSessions,
      RecentPolicies policies,
      Clock clock) {
    this.openSession = openSession;
    this.providerSessions = providerSessions;
    this.policies = policies;
    this.clock = clock;
  }

  /** Why somebody may not log in with a provider who is known to it. */
  Optional<SignOnRefusal> barrier(IdentityProvider provider, User user) {
    if (!user.isActive() || user.isServiceAccount()) {
      return Optional.of(SignOnRefusal.INACTIVE);
    }
    if (!user.mayLogIn(clock.instant())) {
      return Optional.of(SignOnRefusal.ACCOUNT_EXPIRED);
    }
    return user.isSystemAdministrator() && !provider.isSystemTrusted()
        ? Optional.of(SignOnRefusal.RANK)
        : Optional.empty();
  }

  /**
   * Opens it.
   *
   * @param behind what the provider said about its own session
   * @param shownAt since when, at the earliest, the person has shown the provider who it is
   * @param entry what to tell the audit log
   * @return nothing, if the provider's own session has ended before ours began
   */
  Optional<LoggedIn> open(
      IdentityProvider provider,
      User user,
      ProviderSession behind,
      Optional<Instant> shownAt,
      Client client,
      AuditEntry entry) {
    SessionOrigin origin =
        SessionOrigin.byProvider(
            new SessionOrigin.Provider(
                provider.id(), provider.protocol().word(), behind.endsAt(), shownAt));
    Optional<LoggedIn> opened = openSession.open(user, origin, client, entry);
    opened.ifPresent(
        login -> providerSessions.record(login.caller().sessionId(), provider.id(), behind));
    return opened;
  }

  /**
   * Whether the workspace lets nobody be where somebody is, as of the last seconds: before anything
   * is written. Where the session is opened it is decided.
   */
  boolean isElsewhere(IdentityProvider provider, Client client) {
    return policies
        .find(provider.workspace().id())
        .filter(policy -> !policy.networks().allow(client.address()))
        .isPresent();
  }
}
