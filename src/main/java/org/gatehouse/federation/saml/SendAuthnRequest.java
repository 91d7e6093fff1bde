package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.signon.SignOn;
import org.gatehouse.core.signon.SignOns;
import org.gatehouse.core.signon.StartedSignOn;
import org.opensaml.saml.saml2.core.AuthnRequest;
import org.pac4j.saml.sso.impl.SAML2AuthnRequestBuilder;

/** Asks a provider who somebody is (AuthnRequest, SAML Core 3.4.1). */
@Singleton
public class SendAuthnRequest {
  /** The page of ours that brings a request to a provider by HTTP-POST. */
  private static final String PAGE = "/login/onward?state=";

  private final SignOns signOns;
  private final SamlClients clients;
  private final FreshClients freshClients;
  private final Clock clock;

  @Inject
  SendAuthnRequest(SignOns signOns, SamlClients clients, FreshClients freshClients, Clock clock) {
    this.signOns = signOns;
    this.clients = clients;
    this.freshClients = freshClients;
    this.clock = clock;
  }

  /**
   * Makes sure that there is any use in asking.
   *
   * @throws SamlRefused if what we know of the provider is good no longer
   */
  void requireCurrent(IdentityProvider provider) {
    freshClients.with(
        provider,
        client -> {
          client.requireCurrent(clock.instant());
          return client;
        });
  }

  /** Where the browser goes to ask: to the provider, or to a path of ours, which begins with /. */
  String next(StartedSignOn begun) {
    IdpClient client = clients.of(begun.signOn().provider());
    return client.idp().signOn().isByPost()
        ? PAGE + URLEncoder.encode(begun.handle(), StandardCharsets.UTF_8)
        : RedirectMessage.address(
            client.idp().signOn().address(),
            request(client, begun.signOn()),
            begun.handle(),
            client.signer());
  }

  /**
   * The form that asks by HTTP-POST (SAML Bindings 3.5.4).
   *
   * @param handle as {@link #next} has it; anything is allowed
   * @param browser what the browser's cookie says: only the one that began gets to see it
   */
  public Optional<PostedRequest> posted(String handle, String browser) {
    return signOns
        .ofHandle(handle)
        .filter(signOn -> signOns.isOf(signOn, browser))
        .filter(signOn -> signOn.provider().protocol() == Protocol.SAML)
        .flatMap(signOn -> posted(signOn, handle));
  }

  private Optional<PostedRequest> posted(SignOn signOn, String handle) {
    IdpClient client = clients.of(signOn.provider());
    if (!client.idp().signOn().isByPost()) {
      return Optional.empty();
    }
    AuthnRequest request = request(client, signOn);
    Signatures.sign(request, client.signer());
    byte[] xml = OpenSaml.text(request).getBytes(StandardCharsets.UTF_8);
    return Optional.of(
        new PostedRequest(
            signOn.provider().name(),
            client.idp().signOn().address(),
            Base64.getEncoder().encodeToString(xml),
            handle));
  }

  private static AuthnRequest request(IdpClient client, SignOn signOn) {
    AuthnRequest request = new SAML2AuthnRequestBuilder().build(PlainContext.of(client));
    request.setID(signOn.requestId());
    // The provider's own address as browsers take it, however its metadata writes it.
    request.setDestination(client.idp().signOn().address());
    request.setForceAuthn(signOn.isAnew());
    return request;
  }

  /**
   * A form for a browser to post.
   *
   * @param provider what it is called
   * @param action where it is posted
   * @param samlRequest the message, signed, in Base64
   * @param relayState what comes back with the answer
   */
  public record PostedRequest(
      String provider, String action, String samlRequest, String relayState) {
    @Override
    public String toString() {
      return "PostedRequest[hidden]";
    }
  }
}
