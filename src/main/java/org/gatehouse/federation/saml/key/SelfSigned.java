package org.gatehouse.federation.saml.key;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes a certificate that nobody vouches for (RFC 5280): providers trust the key because an
 * administrator gave it to them, and only read the dates.
 */
public final class SelfSigned {
  private static final int SERIAL_BITS = 127;

  private SelfSigned() {}

  /**
   * A certificate, signed with RSA and SHA-256.
   *
   * @param name who is meant, as an X.500 name
   */
  public static X509Certificate make(
      KeyPair pair, String name, Instant from, Instant until, SecureRandom random) {
    X500Name subject = new X500Name(name);
    BigInteger serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      subject, serial, Date.from(from), Date.from(until), subject, pair.getPublic())
                  .build(
                      new JcaContentSignerBuilder("SHA256withRSA")
                          .setSecureRandom(random)
                          .build(pair.getPrivate())));
    } catch (OperatorCreationException | CertificateException e) {
      throw new IllegalStateException("RSA is part of every JDK", e);
    }
  }
}
