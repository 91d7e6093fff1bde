package org.gatehouse.federation.saml.key;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.UUID;
import org.opensaml.security.x509.BasicX509Credential;

/**
 * A key of the service provider in memory.
 *
 * @param id its name
 * @param use what it is for
 * @param certificate with the public key
 * @param privateKey never leaves this process
 */
public record KeyPairWithCertificate(
    UUID id, Use use, X509Certificate certificate, PrivateKey privateKey) {
  /** The use of a key; each decrypts. */
  public enum Use {
    /** A key that signs. */
    ACTIVE,
    /** It will sign, and is published so that providers know it by then. */
    NEXT,
    /** It signed; some provider may still encrypt for it. */
    RETIRED
  }

  /** The credential for OpenSAML. */
  public BasicX509Credential credential() {
    return new BasicX509Credential(certificate, privateKey);
  }

  @Override
  public String toString() {
    return "key " + id + " (" + use + ")";
  }
}
