package org.gatehouse.federation.saml;

import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.core.input.InvalidInput;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.security.credential.UsageType;
import org.opensaml.xmlsec.keyinfo.KeyInfoSupport;

/** With which certificates an identity provider says that it signs. */
final class IdpCertificates {
  private static final int SMALLEST_RSA = 2048;
  private static final int SMALLEST_EC = 256;

  private IdpCertificates() {}

  /**
   * Reads them.
   *
   * @throws InvalidInput if there is none, or the key of one is too short (NIST SP 800-131A)
   */
  static List<X509Certificate> of(IDPSSODescriptor role) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (KeyDescriptor descriptor : role.getKeyDescriptors()) {
      if (descriptor.getUse() != UsageType.ENCRYPTION && descriptor.getKeyInfo() != null) {
        certificates.addAll(read(descriptor));
      }
    }
    if (certificates.isEmpty()) {
      throw new InvalidInput(
          "metadata.noCertificate", "The metadata has no certificate for signing.");
    }
    if (!certificates.stream().allMatch(certificate -> isLong(certificate.getPublicKey()))) {
      throw new InvalidInput(
          "metadata.weakKey", "A key in the metadata is too short: RSA needs 2048 bits.");
    }
    return List.copyOf(certificates);
  }

  private static List<X509Certificate> read(KeyDescriptor descriptor) {
    try {
      return KeyInfoSupport.getCertificates(descriptor.getKeyInfo());
    } catch (CertificateException | RuntimeException e) {
      // Cryptacular says it with an unchecked one.
      throw new InvalidInput(
          "metadata.badCertificate", "A certificate in the metadata can't be read.");
    }
  }

  static boolean isLong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= SMALLEST_RSA;
    }
    return key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= SMALLEST_EC;
  }
}
