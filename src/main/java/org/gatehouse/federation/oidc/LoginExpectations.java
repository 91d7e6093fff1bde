package org.gatehouse.federation.oidc;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer must fit: the login that was begun.
 *
 * @param redirectUri where the provider was to send the browser back to
 * @param verifier of PKCE (RFC 7636), 43 characters or more
 * @param nonce which the ID token must repeat
 * @param authenticatedAfter since when the person must have proved who it is, if that matters
 */
record LoginExpectations(
    URI redirectUri, String verifier, String nonce, Optional<Instant> authenticatedAfter) {
  @Override
  public String toString() {
    return "Expected[hidden]";
  }
}
