package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.workspace.Workspace;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;

/** Takes what a provider says about a logout: its own request, or its response to ours. */
@Singleton
class AcceptLogout {
  private final IdentityProviders providers;
  private final FreshClients freshClients;
  private final Logouts logouts;
  private final VerifyLogout verify;
  private final AcceptLogoutRequest acceptRequest;

  @Inject
  AcceptLogout(
      IdentityProviders providers,
      FreshClients freshClients,
      Logouts logouts,
      VerifyLogout verify,
      AcceptLogoutRequest acceptRequest) {
    this.providers = providers;
    this.freshClients = freshClients;
    this.logouts = logouts;
    this.verify = verify;
    this.acceptRequest = acceptRequest;
  }

  /**
   * Takes it.
   *
   * @param workspace whose service provider it was sent to
   * @return where the browser goes now: an address of the provider's, or where the person wanted to
   *     go after the logout; empty for the login page
   * @throws SamlRefused naming what is wrong
   */
  String accept(Workspace workspace, LogoutMessage message, Client client) {
    SignableSAMLObject read = verify.read(message);
    return read instanceof LogoutRequest request
        ? acceptRequest.accept(workspace, message, request, client)
        : response(workspace, message, (LogoutResponse) read);
  }

  private String response(Workspace workspace, LogoutMessage message, LogoutResponse response) {
    LogoutUnderWay logout =
        Optional.ofNullable(response.getInResponseTo())
            .flatMap(logouts::of)
            .orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_REQUEST));
    IdentityProvider provider =
        providers
            .withId(logout.providerId())
            .filter(known -> known.workspace().id().equals(workspace.id()))
            .orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_REQUEST));
    try {
      freshClients.with(
          provider,
          saml -> {
            verify.verify(message, (LogoutResponse) verify.read(message), saml);
            return saml;
          });
      if (!logouts.use(String.valueOf(response.getInResponseTo()))) {
        throw new SamlRefused(SamlRefusal.REPLAYED);
      }
    } catch (SamlRefused e) {
      throw e.about(provider, Optional.empty());
    }
    return logout.returnTo();
  }
}
