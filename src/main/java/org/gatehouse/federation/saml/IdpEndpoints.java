package org.gatehouse.federation.saml;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.fetch.WebAddress;
import org.gatehouse.federation.saml.IdpMetadata.Logout;
import org.gatehouse.federation.saml.IdpMetadata.SignOnEndpoint;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.Endpoint;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;

/**
 * Where an identity provider says that messages go: by HTTP-Redirect, which a browser follows by
 * itself, or else, for a login, by HTTP-POST, which needs a page of ours. A browser is sent to
 * https or http, and nowhere else.
 */
final class IdpEndpoints {
  private IdpEndpoints() {}

  /** The endpoint for logins. */
  static Optional<SignOnEndpoint> signOn(IDPSSODescriptor role) {
    return signOn(role, SAMLConstants.SAML2_REDIRECT_BINDING_URI)
        .or(() -> signOn(role, SAMLConstants.SAML2_POST_BINDING_URI));
  }

  private static Optional<SignOnEndpoint> signOn(IDPSSODescriptor role, String binding) {
    return by(binding, role.getSingleSignOnServices())
        .flatMap(service -> address(service.getLocation()).stream())
        .map(address -> new SignOnEndpoint(address, binding))
        .findFirst();
  }

  /** The endpoint for logouts. */
  static Optional<Logout> logout(IDPSSODescriptor role) {
    return by(SAMLConstants.SAML2_REDIRECT_BINDING_URI, role.getSingleLogoutServices())
        .flatMap(service -> logout(service).stream())
        .findFirst();
  }

  private static Optional<Logout> logout(Endpoint service) {
    return address(service.getLocation())
        .map(
            requests ->
                new Logout(requests, address(service.getResponseLocation()).orElse(requests)));
  }

  private static Stream<Endpoint> by(String binding, List<? extends Endpoint> services) {
    return services.stream()
        .<Endpoint>map(service -> service)
        .filter(service -> binding.equals(service.getBinding()));
  }

  private static Optional<String> address(@Nullable String location) {
    return Optional.ofNullable(location).flatMap(WebAddress::read).map(WebAddress::toString);
  }
}
