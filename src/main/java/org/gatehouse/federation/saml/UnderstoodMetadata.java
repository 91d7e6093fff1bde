package org.gatehouse.federation.saml;

import com.google.common.hash.Hashing;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.provider.MetadataDates;
import org.gatehouse.core.refusal.Rule;

/**
 * What was understood of the metadata of an identity provider, to be shown.
 *
 * @param entityId what it is called
 * @param signOn where people are sent to log in
 * @param logout where they are sent to log out; nothing if it doesn't take part
 * @param byPost whether they are sent there by HTTP-POST
 * @param certificates those that its signatures are verified with; at least one
 * @param leftOut those that count for nothing
 * @param wantsSignedRequests whether it asks for signed requests, which ours always are
 * @param dates until when this metadata is good
 */
public record UnderstoodMetadata(
    String entityId,
    String signOn,
    boolean byPost,
    Optional<String> logout,
    List<Certificate> certificates,
    List<LeftOut> leftOut,
    boolean wantsSignedRequests,
    MetadataDates dates) {
  static UnderstoodMetadata of(IdpMetadata metadata) {
    return new UnderstoodMetadata(
        metadata.entityId(),
        metadata.signOn().address(),
        metadata.signOn().isByPost(),
        metadata.logout().map(IdpMetadata.Logout::requests),
        metadata.certificates().good().stream().map(Certificate::of).toList(),
        metadata.certificates().leftOut().stream()
            .map(left -> new LeftOut(left.subject(), left.why().rule()))
            .toList(),
        metadata.wantsSignedRequests(),
        metadata.dates());
  }

  /**
   * A certificate that counts for nothing.
   *
   * @param subject whose it says it is; empty if it can't be read
   * @param rule what is wrong with it
   */
  public record LeftOut(String subject, Rule rule) {}

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
            .formatHex(Hashing.sha256().hashBytes(certificate.getEncoded()).asBytes());
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("a certificate that was read can be written", e);
      }
    }
  }
}
