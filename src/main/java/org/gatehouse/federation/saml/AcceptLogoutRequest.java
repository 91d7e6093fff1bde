package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.signon.EndByProvider;
import org.gatehouse.core.signon.ProviderSessions;
import org.gatehouse.core.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.SessionIndex;

/** Ends exactly the sessions that a provider's request for a logout names, and answers. */
@Singleton
class AcceptLogoutRequest {
  private final IdentityProviders providers;
  private final SamlClients clients;
  private final FreshClients freshClients;
  private final VerifyLogout verify;
  private final ReplayCache replayCache;
  private final ProviderSessions sessions;
  private final EndByProvider endByProvider;

  @Inject
  AcceptLogoutRequest(
      IdentityProviders providers,
      SamlClients clients,
      FreshClients freshClients,
      VerifyLogout verify,
      ReplayCache replayCache,
      ProviderSessions sessions,
      EndByProvider endByProvider) {
    this.providers = providers;
    this.clients = clients;
    this.freshClients = freshClients;
    this.verify = verify;
    this.replayCache = replayCache;
    this.sessions = sessions;
    this.endByProvider = endByProvider;
  }

  /**
   * Takes it.
   *
   * @param request as it was read; nothing of it is verified yet
   * @return the address of the provider's where the browser brings the answer; empty if it wants
   *     none
   * @throws SamlRefused naming what is wrong
   */
  String accept(Workspace workspace, LogoutMessage message, LogoutRequest request, Client client) {
    IdentityProvider provider = sender(workspace, request.getIssuer());
    IdpClient saml = verifyAndEnd(provider, message, client);
    return saml.idp()
        .logout()
        .map(IdpMetadata.Logout::answers)
        .map(
            address ->
                RedirectMessage.address(
                    address,
                    LogoutMessages.answer(saml, address, String.valueOf(request.getID())),
                    message.relayState(),
                    saml.signer()))
        .orElse("");
  }

  /** Who it says it is decides only against whom it is verified. */
  private IdentityProvider sender(Workspace workspace, @Nullable Issuer issuer) {
    String name = issuer == null ? "" : String.valueOf(issuer.getValue());
    return clients
        .called(name, providers.ofWorkspace(workspace.id()))
        .orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_PROVIDER));
  }

  private IdpClient verifyAndEnd(IdentityProvider provider, LogoutMessage message, Client client) {
    try {
      return freshClients.with(
          provider,
          saml -> {
            LogoutRequest request = (LogoutRequest) verify.read(message);
            Instant until = verify.verify(message, request, saml);
            end(provider, request, verify.subjects(request, saml), until, client);
            return saml;
          });
    } catch (SamlRefused e) {
      throw e.about(provider, Optional.empty());
    }
  }

  /** The sessions first: a session that couldn't be ended may be logged out of again. */
  private void end(
      IdentityProvider provider,
      LogoutRequest request,
      List<String> subjects,
      Instant until,
      Client client) {
    List<String> indexes =
        request.getSessionIndexes().stream()
            .map(SessionIndex::getValue)
            .filter(Objects::nonNull)
            .toList();
    Runnable endSessions =
        () ->
            endByProvider.end(
                provider, sessions.openedBy(provider.id(), subjects, indexes), client);
    String context = "saml-logout " + provider.id();
    if (!replayCache.use(context, String.valueOf(request.getID()), until, endSessions)) {
      throw new SamlRefused(SamlRefusal.REPLAYED);
    }
  }
}
