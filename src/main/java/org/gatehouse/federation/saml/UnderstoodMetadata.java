package org.gatehouse.federation.saml;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What was understood of the metadata of an identity provider, to be shown.
 *
 * @param entityId what it is called
 * @param signOn where people are sent to log in
 * @param logout where they are sent to log out; nothing if it doesn't take part
 * @param certificates those that its signatures are verified with; at least one
 * @param wantsSignedRequests whether it asks for signed requests, which ours always are
 * @param validUntil how long this metadata may be used
 */
public record UnderstoodMetadata(
    String entityId,
    String signOn,
    Optional<String> logout,
    List<Certificate> certificates,
    boolean wantsSignedRequests,
    Optional<Instant> validUntil) {
  static UnderstoodMetadata of(IdpMetadata metadata) {
    return new UnderstoodMetadata(
        metadata.entityId(),
        metadata.signOn(),
        metadata.logout().map(IdpMetadata.Logout::requests),
        metadata.certificates().stream().map(Certificate::of).toList(),
        metadata.wantsSignedRequests(),
        metadata.validUntil());
  }

  /** When the last of its certificates expires. */
  public Instant certificateExpiresAt() {
    return certificates.stream()
        .map(Certificate::until)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * A certificate for signing.
   *
   * @param subject whose it says it is
   * @param since since when it is good
   * @param until how long
   * @param fingerprint its SHA-256, in hex with colons, as administrators compare it
   */
  public record Certificate(String subject, Instant since, Instant until, String fingerprint) {
    static Certificate of(X509Certificate certificate) {
      return new Certificate(
          certificate.getSubjectX500Principal().getName(),
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant(),
          fingerprint(certificate));
    }

    private static String fingerprint(X509Certificate certificate) {
      try {
        return HexFormat.ofDelimiter(":")
            .withUpperCase()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("SHA-256 is part of every JDK", e);
      }
    }
  }
}
