package org.gatehouse.federation.saml;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;

/**
 * What the metadata of an identity provider says, as far as we go by it.
 *
 * @param entityId what it is called
 * @param signOn where people are sent to log in, by HTTP-Redirect
 * @param logout where they are sent to log out, by HTTP-Redirect; nothing if it doesn't take part
 * @param certificates those that its signatures are verified with; at least one
 * @param wantsSignedRequests whether it says that it wants what we do anyway
 * @param validUntil how long this metadata may be used
 * @param descriptor the same as OpenSAML has it
 */
record IdpMetadata(
    String entityId,
    String signOn,
    Optional<Logout> logout,
    List<X509Certificate> certificates,
    boolean wantsSignedRequests,
    Optional<Instant> validUntil,
    EntityDescriptor descriptor) {
  /** When the last of its certificates expires. */
  Instant certificateExpiresAt() {
    return certificates.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * Where logouts go.
   *
   * @param requests where ours are sent
   * @param answers where the answers to theirs are sent
   */
  record Logout(String requests, String answers) {}
}
