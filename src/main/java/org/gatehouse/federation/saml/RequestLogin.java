package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.federation.Begun;
import org.gatehouse.core.federation.SignOn;
import org.opensaml.saml.saml2.core.AuthnRequest;
import org.pac4j.saml.sso.impl.SAML2AuthnRequestBuilder;

/** Asks a provider who somebody is (AuthnRequest, SAML Core 3.4.1). */
@Singleton
class RequestLogin {
  private final SamlClients clients;

  @Inject
  RequestLogin(SamlClients clients) {
    this.clients = clients;
  }

  /** Where the browser goes for that. */
  String address(Begun begun) {
    SignOn signOn = begun.signOn();
    IdpClient client = clients.of(signOn.provider());
    AuthnRequest request = new SAML2AuthnRequestBuilder().build(PlainContext.of(client));
    request.setID(signOn.requestId());
    request.setForceAuthn(signOn.isAnew());
    return RedirectMessage.address(client.idp().signOn(), request, begun.handle(), client.signer());
  }
}
