package org.gatehouse.federation.saml;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.security.credential.UsageType;
import org.opensaml.xmlsec.signature.KeyInfo;

/**
 * With which certificates an identity provider says that it signs. One that is of no use harms none
 * beside it: providers show what they had before, and what they have for others.
 *
 * @param good those that count; at least one, each once
 * @param leftOut those that don't
 */
record IdpCertificates(List<X509Certificate> good, List<LeftOut> leftOut) {
  private static final int SMALLEST_RSA = 2048;
  private static final int SMALLEST_EC = 256;

  /**
   * Reads them.
   *
   * @throws InvalidInput if none is of use
   */
  static IdpCertificates of(IDPSSODescriptor role) {
    List<X509Certificate> good = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    texts(role)
        .flatMap(text -> PemCertificate.readAll(text).stream())
        .forEach(
            read ->
                read.ifPresentOrElse(
                    certificate -> judge(certificate, good, leftOut),
                    () -> leftOut.add(unreadable())));
    if (good.isEmpty()) {
      throw leftOut.stream()
          .findFirst()
          .map(LeftOut::why)
          .orElseGet(() -> new InvalidInput(MetadataRule.NO_CERTIFICATE));
    }
    return new IdpCertificates(good.stream().distinct().toList(), List.copyOf(leftOut));
  }

  private static Stream<String> texts(IDPSSODescriptor role) {
    return role.getKeyDescriptors().stream()
        .filter(descriptor -> descriptor.getUse() != UsageType.ENCRYPTION)
        .map(KeyDescriptor::getKeyInfo)
        .flatMap(info -> Optional.ofNullable(info).stream())
        .map(KeyInfo::getX509Datas)
        .flatMap(List::stream)
        .flatMap(data -> data.getX509Certificates().stream())
        .map(certificate -> Optional.ofNullable(certificate.getValue()).orElse(""));
  }

  private static void judge(
      X509Certificate certificate, List<X509Certificate> good, List<LeftOut> leftOut) {
    PublicKey key = certificate.getPublicKey();
    if (isLong(key)) {
      good.add(certificate);
    } else {
      leftOut.add(new LeftOut(certificate.getSubjectX500Principal().getName(), flaw(key)));
    }
  }

  private static LeftOut unreadable() {
    return new LeftOut("", new InvalidInput(MetadataRule.BAD_CERTIFICATE));
  }

  private static InvalidInput flaw(PublicKey key) {
    return key instanceof RSAPublicKey || key instanceof ECPublicKey
        ? new InvalidInput(MetadataRule.WEAK_KEY)
        : new InvalidInput(MetadataRule.OTHER_KEY);
  }

  /** Whether a key is long enough (NIST SP 800-131A). */
  static boolean isLong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= SMALLEST_RSA;
    }
    return key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= SMALLEST_EC;
  }

  /** When the last of those that count expires. */
  Instant expireAt() {
    return good.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * A certificate that doesn't count.
   *
   * @param subject whose it says it is; empty if it can't be read
   * @param why what is wrong with it
   */
  record LeftOut(String subject, InvalidInput why) {}
}
