package org.gatehouse.core.signon;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.ProviderSessions.Behind;

/**
 * Logs somebody out here, and at the identity provider that stands behind the session: whoever
 * stays logged in there is in here again by one click, also the next person at the same machine.
 */
@Singleton
public class SingleLogout {
  /** Longer ones make an address that servers refuse. */
  private static final int LONGEST_THEN = 1_800;

  private final ProviderSessions sessions;
  private final IdentityProviders providers;
  private final Instance<ProviderLogout> logouts;
  private final Authentication authentication;

  @Inject
  SingleLogout(
      ProviderSessions sessions,
      IdentityProviders providers,
      Instance<ProviderLogout> logouts,
      Authentication authentication) {
    this.sessions = sessions;
    this.providers = providers;
    this.logouts = logouts;
    this.authentication = authentication;
  }

  /**
   * Ends the session of a caller.
   *
   * @param then where the person shall be in the end, which somebody has allowed: a path here or an
   *     address
   * @return where the browser goes now: to the provider first, or there
   */
  public String logOut(Caller caller, String then) {
    Optional<Behind> behind = sessions.behind(caller.sessionId());
    // First of all: whatever the provider does, the person wants to be out.
    authentication.logOut(caller);
    return behind
        .filter(known -> then.length() <= LONGEST_THEN)
        .flatMap(known -> atProvider(known, then))
        .orElse(then);
  }

  private Optional<String> atProvider(Behind behind, String then) {
    return providers
        .withId(behind.providerId())
        .flatMap(provider -> atProvider(provider, behind.session(), then));
  }

  private Optional<String> atProvider(
      IdentityProvider provider, ProviderSession session, String then) {
    return logouts.stream()
        .filter(logout -> logout.protocol() == provider.protocol())
        .findFirst()
        .flatMap(logout -> logout.address(provider, session, then));
  }
}
