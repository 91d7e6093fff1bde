package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.signon.ProviderLogout;
import org.gatehouse.core.signon.ProviderSession;
import org.opensaml.saml.saml2.core.LogoutRequest;

/** Sends somebody to a provider to log out there, too (SAML 2.0 Profiles, 4.4). */
@Singleton
class SendLogoutRequest implements ProviderLogout {
  private final SamlClients clients;
  private final Logouts logouts;

  @Inject
  SendLogoutRequest(SamlClients clients, Logouts logouts) {
    this.clients = clients;
    this.logouts = logouts;
  }

  @Override
  public Protocol protocol() {
    return Protocol.SAML;
  }

  /** Something if the provider has said that it logs people out. */
  @Override
  public Optional<String> address(IdentityProvider provider, ProviderSession session, String then) {
    return session.credential().isEmpty()
        ? Optional.empty()
        : ask(clients.of(provider), provider, session, then);
  }

  private Optional<String> ask(
      IdpClient client, IdentityProvider provider, ProviderSession session, String then) {
    return client
        .idp()
        .logout()
        .map(
            logout -> {
              LogoutRequest request =
                  LogoutMessages.request(
                      client, logout.requests(), session.credential(), session.index());
              logouts.add(String.valueOf(request.getID()), provider.id(), then);
              return RedirectMessage.address(logout.requests(), request, "", client.signer());
            });
  }
}
