package org.gatehouse.federation.saml;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.input.InvalidInput;

/**
 * Reads certificates that somebody pasted, or put into metadata: PEM (RFC 7468) with whatever
 * stands around it, or the Base64 alone.
 */
final class PemCertificate {
  private static final int LONGEST = 10_000;

  private static final Pattern ARMOURED =
      Pattern.compile("-----BEGIN [A-Z0-9 ]*CERTIFICATE-----(.*?)-----END", Pattern.DOTALL);

  private PemCertificate() {}

  /**
   * The certificate, the first if there are several.
   *
   * @param text anything
   * @throws InvalidInput if there is none
   */
  static X509Certificate read(String text) {
    if (text.length() > LONGEST) {
      throw notOne();
    }
    return readAll(text).get(0);
  }

  /**
   * All certificates of a text, at least one.
   *
   * @param text anything that isn't endless
   * @throws InvalidInput if there is none, or one of them can't be read
   */
  static List<X509Certificate> readAll(String text) {
    List<String> armoured = ARMOURED.matcher(text).results().map(found -> found.group(1)).toList();
    Stream<String> parts = armoured.isEmpty() ? Stream.of(text) : armoured.stream();
    return parts.map(PemCertificate::decoded).flatMap(PemCertificate::certificates).toList();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("[\\s\\p{Z}\\p{Cf}]", ""));
    } catch (IllegalArgumentException e) {
      throw notOne();
    }
  }

  private static Stream<X509Certificate> certificates(byte[] bytes) {
    try {
      Collection<? extends java.security.cert.Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (found.isEmpty()) {
        throw notOne();
      }
      return found.stream().map(X509Certificate.class::cast);
    } catch (CertificateException e) {
      throw notOne();
    }
  }

  private static InvalidInput notOne() {
    return new InvalidInput("certificate.invalid", "This is no X.509 certificate in PEM.");
  }
}
