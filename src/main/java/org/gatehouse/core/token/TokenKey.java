package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key pair in memory, with all that is the same for each of its tokens: to read the numbers of a
 * JWK, and to blind the first signature of a key, takes as long as a signature.
 */
final class TokenKey {
  private final RSAKey pair;
  private final JWSSigner signer;
  private final JWSVerifier verifier;
  private final Map<TokenKind, JWSHeader> headers = new EnumMap<>(TokenKind.class);

  /**
   * @param pair 2048 bits or more
   * @param provider whose RSA it uses, the JDK's if there is none
   */
  TokenKey(RSAKey pair, Optional<Provider> provider) {
    this.pair = pair;
    try {
      KeyPair keys = pair.toKeyPair();
      if (provider.isPresent()) {
        keys = NativeRsa.translate(keys, provider.get());
      }
      this.signer = new RSASSASigner(keys.getPrivate());
      this.verifier = new RSASSAVerifier((RSAPublicKey) keys.getPublic());
      provider.ifPresent(signer.getJCAContext()::setProvider);
      provider.ifPresent(verifier.getJCAContext()::setProvider);
      for (TokenKind kind : TokenKind.values()) {
        JWSHeader header =
            new JWSHeader.Builder(SigningKeys.ALGORITHM).type(kind.type()).keyID(kid()).build();
        // One that was read remembers how it is written.
        headers.put(kind, JWSHeader.parse(header.toBase64URL()));
      }
    } catch (JOSEException | InvalidKeyException | ParseException e) {
      throw new IllegalStateException("signing key " + pair.getKeyID() + " is no RSA pair", e);
    }
  }

  /** The {@code kid} in the header of its tokens. */
  String kid() {
    return pair.getKeyID();
  }

  RSAKey pair() {
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

  /** Whether it has signed this token. */
  boolean hasSigned(SignedJWT jwt) throws JOSEException {
    return jwt.verify(verifier);
  }
}
