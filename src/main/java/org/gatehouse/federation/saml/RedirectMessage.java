package org.gatehouse.federation.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.opensaml.saml.common.SAMLObject;
import org.opensaml.saml.saml2.core.StatusResponseType;

/**
 * A message of ours in the address that a browser is sent to, signed (SAML Bindings 3.4.4). pac4j
 * would sign what else the provider's address has in its query, too, which nobody verifies so.
 */
final class RedirectMessage {
  private RedirectMessage() {}

  /**
   * The address.
   *
   * @param location the provider's
   * @param relayState what comes back with the answer; empty for nothing
   */
  static String address(
      String location, SAMLObject message, String relayState, KeyPairWithCertificate key) {
    String parameter = message instanceof StatusResponseType ? "SAMLResponse" : "SAMLRequest";
    String query =
        parameter
            + "="
            + encode(Base64.getEncoder().encodeToString(deflate(OpenSaml.text(message))))
            + (relayState.isEmpty() ? "" : "&RelayState=" + encode(relayState))
            + "&SigAlg="
            + encode(SignatureAlgorithms.SIGNATURE);
    return location
        + (location.contains("?") ? "&" : "?")
        + query
        + "&Signature="
        + encode(Base64.getEncoder().encodeToString(sign(query, key)));
  }

  private static byte[] sign(String query, KeyPairWithCertificate key) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.privateKey());
      signature.update(query.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("our own key signs", e);
    }
  }

  private static byte[] deflate(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Without the header of zlib (RFC 1951, not 1950).
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
