package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.replay.ReplayCache;
import org.gatehouse.core.signon.Authenticated;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.core.workspace.Workspace;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Response;

/** Takes a response that a browser has brought: finds out whose it is, verifies it, uses it up. */
@Singleton
class AcceptResponse {
  private final SignOns signOns;
  private final IdentityProviders providers;
  private final SamlClients clients;
  private final FreshClients freshClients;
  private final VerifyResponse verify;
  private final ReplayCache replayCache;

  @Inject
  AcceptResponse(
      SignOns signOns,
      IdentityProviders providers,
      SamlClients clients,
      FreshClients freshClients,
      VerifyResponse verify,
      ReplayCache replayCache) {
    this.signOns = signOns;
    this.providers = providers;
    this.clients = clients;
    this.freshClients = freshClients;
    this.verify = verify;
    this.replayCache = replayCache;
  }

  /**
   * Takes it. Of several at once, one is taken.
   *
   * @param workspace whose service provider it was sent to
   * @param xml what was sent
   * @throws SamlRefused naming what is wrong, and whose it is where that is known
   */
  Accepted accept(Workspace workspace, byte[] xml) {
    Response response = verify.read(xml);
    Optional<SignOn> signOn = asked(workspace, response);
    IdentityProvider provider =
        signOn.map(SignOn::provider).orElseGet(() -> unasked(workspace, response));
    try {
      String subject = provider.attributes().subject();
      Optional<PendingAuthnRequest> asked = signOn.map(PendingAuthnRequest::of);
      VerifiedAssertion verified =
          freshClients.with(
              provider, client -> verify.verify(verify.read(xml), client, subject, asked));
      // The last of all: what is refused for another reason may be sent again, mended.
      String context = "saml-assertion " + provider.id();
      if (!replayCache.use(context, verified.assertionId(), verified.until())) {
        throw new SamlRefused(SamlRefusal.REPLAYED);
      }
      return new Accepted(provider, signOn, verified.answer());
    } catch (SamlRefused e) {
      throw e.about(provider, signOn);
    }
  }

  private Optional<SignOn> asked(Workspace workspace, Response response) {
    return Optional.ofNullable(response.getInResponseTo())
        .map(
            requestId ->
                signOns
                    .ofRequest(requestId)
                    .filter(found -> found.provider().protocol() == Protocol.SAML)
                    .filter(found -> found.provider().workspace().id().equals(workspace.id()))
                    .orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_REQUEST)));
  }

  /** Nothing of it is verified yet; who it says it is decides only against whom it is verified. */
  private IdentityProvider unasked(Workspace workspace, Response response) {
    Optional<String> issuer =
        Stream.concat(
                Stream.of(response).map(Response::getIssuer),
                response.getAssertions().stream().map(Assertion::getIssuer))
            .filter(Objects::nonNull)
            .findFirst()
            .flatMap(name -> Optional.ofNullable(name.getValue()));
    IdentityProvider provider =
        issuer
            .flatMap(name -> clients.called(name, providers.enabled(workspace.id())))
            .orElseThrow(() -> new SamlRefused(SamlRefusal.UNKNOWN_PROVIDER));
    // One that is never asked can't be asked to ask the person anew.
    if (!provider.saml().unsolicited() || provider.isAlwaysAnew()) {
      throw new SamlRefused(SamlRefusal.UNSOLICITED).about(provider, Optional.empty());
    }
    return provider;
  }

  /**
   * A response that was taken.
   *
   * @param provider whose
   * @param signOn what it answers; nothing if the provider spoke unasked
   * @param answer what it says
   */
  record Accepted(IdentityProvider provider, Optional<SignOn> signOn, Authenticated answer) {}
}
