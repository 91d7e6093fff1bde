package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.signon.EndByProvider;
import org.gatehouse.core.signon.ProviderSessions;
import org.gatehouse.core.signon.ReplayCache;
import org.gatehouse.core.workspace.Workspace;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.core.LogoutRequest;
import org.opensaml.saml.saml2.core.LogoutResponse;
import org.opensaml.saml.saml2.core.SessionIndex;

/**
 * Takes what a provider says about a logout: ends exactly the sessions that its request names, and
 * answers; or ends the logout of ours that it answers.
 */
@Singleton
class AcceptLogout {
  private final IdentityProviders providers;
  private final SamlClients clients;
  private final FreshClients freshClients;
  private final Logouts logouts;
  private final VerifyLogout verify;
  private final ReplayCache replayCache;
  private final ProviderSessions sessions;
  private final EndByProvider endByProvider;

  @Inject
  AcceptLogout(
      IdentityProviders providers,
      SamlClients clients,
      FreshClients freshClients,
      Logouts logouts,
      VerifyLogout verify,
      ReplayCache replayCache,
      ProviderSessions sessions,
      EndByProvider endByProvider) {
    this.providers = providers;
    this.clients = clients;
    this.freshClients = freshClients;
    this.logouts = logouts;
    this.verify = verify;
    this.replayCache = replayCache;
    this.sessions = sessions;
    this.endByProvider = endByProvider;
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
        ? request(workspace, message, request, client)
        : response(workspace, message, (LogoutResponse) read);
  }

  private String request(
      Workspace workspace, LogoutMessage message, LogoutRequest request, Client client) {
    IdentityProvider provider = sender(workspace, request.getIssuer());
    IdpClient saml =
        verified(
            provider,
            message,
            (current, read) -> {
              LogoutRequest anew = (LogoutRequest) read;
              Instant until = verify.verify(message, anew, current);
              List<String> subjects = verify.subjects(anew, current);
              List<String> indexes =
                  anew.getSessionIndexes().stream()
                      .map(SessionIndex::getValue)
                      .filter(Objects::nonNull)
                      .toList();
              use(
                  provider,
                  anew,
                  until,
                  () ->
                      endByProvider.end(
                          provider, sessions.openedBy(provider.id(), subjects, indexes), client));
            });
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
    verified(
        provider,
        message,
        (current, anew) -> verify.verify(message, (LogoutResponse) anew, current));
    if (!logouts.use(String.valueOf(response.getInResponseTo()))) {
      throw new SamlRefused(SamlRefusal.REPLAYED).about(provider, Optional.empty());
    }
    return logout.returnTo();
  }

  /** Does what needs a message that is verified. */
  private IdpClient verified(
      IdentityProvider provider,
      LogoutMessage message,
      BiConsumer<IdpClient, SignableSAMLObject> work) {
    try {
      return freshClients.with(
          provider,
          client -> {
            work.accept(client, verify.read(message));
            return client;
          });
    } catch (SamlRefused e) {
      throw e.about(provider, Optional.empty());
    }
  }

  /** The sessions first: a session that couldn't be ended may be logged out of again. */
  private void use(
      IdentityProvider provider, LogoutRequest request, Instant until, Runnable endSessions) {
    String context = "saml-logout " + provider.id();
    if (!replayCache.use(context, String.valueOf(request.getID()), until, endSessions)) {
      throw new SamlRefused(SamlRefusal.REPLAYED);
    }
  }

  /** Nothing of it is verified yet; who it says it is decides only against whom it is verified. */
  private IdentityProvider sender(
      Workspace workspace, @org.jspecify.annotations.Nullable Issuer issuer) {
    String name = issuer == null ? "" : String.valueOf(issuer.getValue());
    return providers.ofWorkspace(workspace.id()).stream()
        .filter(known -> known.protocol() == Protocol.SAML)
        .filter(known -> clients.of(known).idp().entityId().equals(name))
        .findFirst()
        .orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_PROVIDER));
  }
}
