package org.gatehouse.federation.oidc;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.provider.OidcConnection;

/**
 * How we are registered at a provider.
 *
 * @param providerId which provider of ours that is
 * @param workspaceId on whose behalf it is called
 * @param version which state of its settings
 * @param connection its issuer, what it calls us, what we ask for
 * @param clientSecret how we prove it; nothing for a public client
 * @param wanted the claims that we look for
 */
record Registration(
    UUID providerId,
    UUID workspaceId,
    long version,
    OidcConnection connection,
    Optional<String> clientSecret,
    Set<String> wanted) {
  /** The issuer, compared letter by letter (OpenID Connect Core 3.1.3.7). */
  URI issuer() {
    return connection.issuer();
  }

  /** The {@code client_id} that the provider gave us. */
  String clientId() {
    return connection.clientId();
  }

  @Override
  public String toString() {
    return "Registration[" + clientId() + " at " + issuer() + "]";
  }
}
