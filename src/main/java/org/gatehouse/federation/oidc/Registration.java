package org.gatehouse.federation.oidc;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How we are registered at a provider.
 *
 * @param providerId which provider of ours that is
 * @param version which state of its settings
 * @param issuer what the provider calls itself, exactly
 * @param clientId what it calls us
 * @param clientSecret how we prove it; nothing for a public client
 * @param hostedDomain of which Google domain people must be
 * @param scopes what we ask for beside {@code openid profile email}
 * @param wanted the claims that we look for
 */
record Registration(
    UUID providerId,
    long version,
    URI issuer,
    String clientId,
    Optional<String> clientSecret,
    Optional<String> hostedDomain,
    String scopes,
    Set<String> wanted) {
  @Override
  public String toString() {
    return "Registration[" + clientId + " at " + issuer + "]";
  }
}
