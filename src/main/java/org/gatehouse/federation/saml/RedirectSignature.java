package org.gatehouse.federation.saml;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.opensaml.security.SecurityException;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.crypto.XMLSigningUtil;

/**
 * The signature of a message in an address (SAML Bindings 3.4.4.1). pac4j never looks at it. What
 * is signed are the parameters as they were sent, not as anybody would encode them again.
 */
final class RedirectSignature {
  private final String algorithm;
  private final byte[] value;
  private final byte[] content;

  private RedirectSignature(String algorithm, byte[] value, byte[] content) {
    this.algorithm = algorithm;
    this.value = value;
    this.content = content;
  }

  /**
   * The one of these parameters.
   *
   * @throws SamlRefused if there is none
   */
  static RedirectSignature of(SamlParameters query) {
    String algorithm =
        query.value("SigAlg").orElseThrow(() -> new SamlRefused(SamlRefusal.UNSIGNED));
    String signature =
        query.value("Signature").orElseThrow(() -> new SamlRefused(SamlRefusal.UNSIGNED));
    if (!SignatureAlgorithms.isGoodSignature(algorithm)) {
      throw new SamlRefused(SamlRefusal.WEAK_ALGORITHM, algorithm);
    }
    String content =
        query.kind()
            + "="
            + query.raw(query.kind()).orElseThrow()
            + query.raw("RelayState").map(state -> "&RelayState=" + state).orElse("")
            + "&SigAlg="
            + query.raw("SigAlg").orElseThrow();
    try {
      return new RedirectSignature(
          algorithm,
          Base64.getMimeDecoder().decode(signature),
          content.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new SamlRefused(SamlRefusal.MALFORMED, "base64");
    }
  }

  /** Whether it is by one of these. */
  boolean isBy(List<X509Certificate> certificates) {
    return certificates.stream().anyMatch(this::isBy);
  }

  private boolean isBy(X509Certificate certificate) {
    try {
      return XMLSigningUtil.verifyWithURI(
          new BasicCredential(certificate.getPublicKey()), algorithm, value, content);
    } catch (SecurityException e) {
      // Another kind of key, for example.
      return false;
    }
  }
}
