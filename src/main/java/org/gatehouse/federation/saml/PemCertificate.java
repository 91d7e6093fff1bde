package org.gatehouse.federation.saml;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.gatehouse.core.input.InvalidInput;

/** Reads a certificate that somebody pasted: PEM (RFC 7468), or the Base64 alone. */
final class PemCertificate {
  private static final int LONGEST = 10_000;

  private PemCertificate() {}

  /**
   * The certificate.
   *
   * @param text anything
   * @throws InvalidInput if it is none
   */
  static X509Certificate read(String text) {
    try {
      if (text.length() > LONGEST) {
        throw notOne();
      }
      String base64 =
          text.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "").replaceAll("\\s", "");
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    } catch (CertificateException | IllegalArgumentException e) {
      throw notOne();
    }
  }

  private static InvalidInput notOne() {
    return new InvalidInput("certificate.invalid", "This is no X.509 certificate in PEM.");
  }
}
