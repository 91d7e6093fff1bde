package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.stream.Stream;
import org.gatehouse.core.secret.NativeCryptography;

/**
 * By what tokens are signed (RFC 7518, 3.1). A key is for one of them, which its type says, so that
 * nothing is read from a token (RFC 8725, 3.1).
 */
public enum SigningAlgorithm {
  /** All tokens, unless a client wants it otherwise: docs/decisions/token-signature.md. */
  RS256(JWSAlgorithm.RS256, KeyType.RSA),

  /** ID tokens and logout tokens of clients that want it. */
  ES256(JWSAlgorithm.ES256, KeyType.EC);

  private static final int BITS = 2048;

  @SuppressWarnings("ImmutableEnumChecker") // It has no setters.
  private final JWSAlgorithm name;

  @SuppressWarnings("ImmutableEnumChecker") // It has no setters.
  private final KeyType keyType;

  SigningAlgorithm(JWSAlgorithm name, KeyType keyType) {
    this.name = name;
    this.keyType = keyType;
  }

  /** What headers of tokens call it. */
  public JWSAlgorithm jws() {
    return name;
  }

  /** The one that a key is for. */
  static SigningAlgorithm of(JWK key) {
    return Stream.of(values())
        .filter(algorithm -> algorithm.keyType.equals(key.getKeyType()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no key of ours is " + key.getKeyType()));
  }

  /** A new pair. */
  JWK generate(String kid) throws JOSEException {
    JWKGenerator<? extends JWK> generator =
        switch (this) {
          case RS256 -> new RSAKeyGenerator(BITS);
          case ES256 -> new ECKeyGenerator(Curve.P_256);
        };
    NativeCryptography.provider().ifPresent(generator::provider);
    return generator.keyID(kid).keyUse(KeyUse.SIGNATURE).algorithm(name).generate();
  }

  JWSSigner signer(PrivateKey key) throws JOSEException {
    return switch (this) {
      case RS256 -> new RSASSASigner(key);
      case ES256 -> new ECDSASigner(key, Curve.P_256);
    };
  }

  JWSVerifier verifier(PublicKey key) throws JOSEException {
    return switch (this) {
      case RS256 -> new RSASSAVerifier((RSAPublicKey) key);
      case ES256 -> new ECDSAVerifier((ECPublicKey) key);
    };
  }
}
