package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.Provider;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.secret.NativeCryptography;

/**
 * A key pair in memory, with all that is the same for each of its tokens: to read the numbers of a
 * JWK, and to blind the first signature of a key, takes as long as a signature.
 */
final class TokenKey {
  private final JWK pair;
  private final SigningAlgorithm algorithm;
  private final JWSSigner signer;
  private final JWSVerifier verifier;
  private final Map<TokenKind, JWSHeader> headers = new EnumMap<>(TokenKind.class);

  /**
   * @param pair for one of our algorithms
   * @param provider whose arithmetic it uses, the JDK's if there is none
   */
  TokenKey(JWK pair, Optional<Provider> provider) {
    this.pair = pair;
    this.algorithm = SigningAlgorithm.of(pair);
    try {
      KeyPair keys = ((AsymmetricJWK) pair).toKeyPair();
      if (provider.isPresent()) {
        keys = NativeCryptography.translate(keys, provider.get());
      }
      this.signer = algorithm.signer(keys.getPrivate());
      this.verifier = algorithm.verifier(keys.getPublic());
      provider.ifPresent(signer.getJCAContext()::setProvider);
      provider.ifPresent(verifier.getJCAContext()::setProvider);
      for (TokenKind kind : TokenKind.values()) {
        JWSHeader header =
            new JWSHeader.Builder(algorithm.jws()).type(kind.type()).keyID(kid()).build();
        // One that was read remembers how it is written.
        headers.put(kind, JWSHeader.parse(header.toBase64URL()));
      }
    } catch (JOSEException | InvalidKeyException | ParseException e) {
      throw new IllegalStateException("signing key " + pair.getKeyID() + " is no pair", e);
    }
  }

  /** The {@code kid} in the header of its tokens. */
  String kid() {
    return pair.getKeyID();
  }

  SigningAlgorithm algorithm() {
    return algorithm;
  }

  JWK pair() {
    return pair;
  }

  /** A signed token, as it is sent (RFC 7515, 3.1). */
  String sign(TokenKind kind, JWTClaimsSet claims) {
    try {
      SignedJWT jwt = new SignedJWT(headers.get(kind), claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("our own key can't sign", e);
    }
  }

  /** Whether it has signed this token, by the one algorithm that it is for (RFC 8725, 3.1). */
  boolean hasSigned(SignedJWT jwt) throws JOSEException {
    return algorithm.jws().equals(jwt.getHeader().getAlgorithm()) && jwt.verify(verifier);
  }
}
