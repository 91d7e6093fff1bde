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
  /** What the provider calls itself, exactly. */
  URI issuer() {
    return connection.issuer();
  }

  /** What it calls us. */
  String clientId() {
    return connection.clientId();
  }

  @Override
  public String toString() {
    return "Registration[" + clientId() + " at " + issuer() + "]";
  }
}
