package org.gatehouse.federation.saml;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.InvalidInput;

/**
 * Reads certificates that somebody pasted, or put into metadata: PEM (RFC 7468) with whatever
 * stands around it, or the Base64 alone.
 */
final class PemCertificate {
  private static final int LONGEST = 10_000;

  private static final Pattern ARMOURED =
      Pattern.compile("-----BEGIN [A-Z0-9 ]*CERTIFICATE-----([^-]*)");

  private PemCertificate() {}

  /**
   * The certificate, the first if there are several.
   *
   * @param text anything
   * @throws InvalidInput if it is none
   */
  static X509Certificate read(String text) {
    // PostgreSQL stores no text with a NUL.
    boolean unfit = text.length() > LONGEST || text.indexOf('\0') >= 0;
    return (unfit ? Optional.<X509Certificate>empty() : readAll(text).get(0))
        .orElseThrow(() -> new InvalidInput(MetadataRule.SIGNER_INVALID));
  }

  /**
   * All certificates of a text, at least one. For what can't be read there is nothing, so that it
   * harms none beside it.
   *
   * @param text anything that isn't endless
   */
  static List<Optional<X509Certificate>> readAll(String text) {
    List<String> armoured = ARMOURED.matcher(text).results().map(found -> found.group(1)).toList();
    Stream<String> parts = armoured.isEmpty() ? Stream.of(text) : armoured.stream();
    return parts.map(PemCertificate::decoded).flatMap(PemCertificate::certificates).toList();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("[\\s\\p{Z}\\p{Cf}]", ""));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Stream<Optional<X509Certificate>> certificates(byte[] bytes) {
    try {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (!all.isEmpty()) {
        return all.stream().map(X509Certificate.class::cast).map(Optional::of);
      }
    } catch (CertificateException e) {
      // One of them is broken, and that is all it says.
    }
    return untilOneIsBroken(bytes).stream();
  }

  /** Behind it nobody knows where the next one begins. */
  private static List<Optional<X509Certificate>> untilOneIsBroken(byte[] bytes) {
    List<Optional<X509Certificate>> found = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (true) {
        found.add(Optional.of((X509Certificate) factory.generateCertificate(in)));
      }
    } catch (CertificateException e) {
      found.add(Optional.empty());
      return found;
    }
  }
}
