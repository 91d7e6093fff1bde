package org.gatehouse.federation.saml;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.provider.MetadataDates;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;

/**
 * What the metadata of an identity provider says, as far as we go by it.
 *
 * @param entityId what it is called
 * @param signOn where people are sent to log in
 * @param logout where they are sent to log out, by HTTP-Redirect; nothing if it doesn't take part
 * @param certificates those that its signatures are verified with; at least one
 * @param wantsSignedRequests whether it says that it wants what we do anyway
 * @param validUntil how long this metadata may be used
 * @param descriptor the same as OpenSAML has it
 */
record IdpMetadata(
    String entityId,
    SignOnEndpoint signOn,
    Optional<Logout> logout,
    IdpCertificates certificates,
    boolean wantsSignedRequests,
    Optional<Instant> validUntil,
    EntityDescriptor descriptor) {
  /** The dates until which the metadata and its certificates are good. */
  MetadataDates dates() {
    return new MetadataDates(certificates.expireAt(), validUntil);
  }

  /** Whether it may be used no longer. */
  boolean isOutdated(Instant now) {
    return validUntil.filter(until -> !until.isAfter(now)).isPresent();
  }

  /**
   * Where logins begin.
   *
   * @param address where
   * @param binding how: by HTTP-Redirect, or by HTTP-POST where there is nothing else
   */
  record SignOnEndpoint(String address, String binding) {
    boolean isByPost() {
      return SAMLConstants.SAML2_POST_BINDING_URI.equals(binding);
    }
  }

  /**
   * Where logouts go.
   *
   * @param requests where ours are sent
   * @param answers where the answers to theirs are sent
   */
  record Logout(String requests, String answers) {}
}
