package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.signon.ProviderSessions;
import org.opensaml.saml.saml2.core.LogoutRequest;

/** Logs somebody out here, and asks the provider that stands behind the session to do it there. */
@Singleton
class SendLogoutRequest {
  private final ProviderSessions sessions;
  private final IdentityProviders providers;
  private final SamlClients clients;
  private final Logouts logouts;
  private final Authentication authentication;

  @Inject
  SendLogoutRequest(
      ProviderSessions sessions,
      IdentityProviders providers,
      SamlClients clients,
      Logouts logouts,
      Authentication authentication) {
    this.sessions = sessions;
    this.providers = providers;
    this.clients = clients;
    this.logouts = logouts;
    this.authentication = authentication;
  }

  /**
   * Ends the session.
   *
   * @param returnTo where the person wants to go after it, which is allowed; empty for the login
   *     page
   * @return where the browser goes at the provider; nothing if that takes no part
   */
  Optional<String> logOut(Caller caller, String returnTo) {
    Optional<ProviderSessions.Behind> behind = sessions.behind(caller.sessionId());
    // First of all: whatever the provider does, the person wants to be out.
    authentication.logOut(caller);
    return behind.flatMap(
        session ->
            providers
                .withId(session.providerId())
                .filter(provider -> provider.protocol() == Protocol.SAML)
                .filter(provider -> !session.session().credential().isEmpty())
                .flatMap(provider -> ask(provider, session, returnTo)));
  }

  private Optional<String> ask(
      IdentityProvider provider, ProviderSessions.Behind behind, String returnTo) {
    IdpClient client = clients.of(provider);
    return client
        .idp()
        .logout()
        .map(
            logout -> {
              LogoutRequest request =
                  LogoutMessages.request(
                      client,
                      logout.requests(),
                      behind.session().credential(),
                      behind.session().index());
              logouts.add(String.valueOf(request.getID()), provider.id(), returnTo);
              return RedirectMessage.address(logout.requests(), request, "", client.signer());
            });
  }
}
