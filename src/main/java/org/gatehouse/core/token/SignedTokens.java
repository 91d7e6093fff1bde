package org.gatehouse.core.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.Optional;

/** JWTs that the keys of the installation sign, for who says what stands in them. */
@Singleton
public class SignedTokens {
  /** The longest token that is looked at, in characters. */
  public static final int LONGEST = SignatureCheck.LONGEST;

  private final SigningKeys keys;
  private final SignatureCheck signatures;

  @Inject
  SignedTokens(SigningKeys keys) {
    this.keys = keys;
    this.signatures = new SignatureCheck(keys);
  }

  /** A signed token, as it is sent (RFC 7515, 3.1). */
  public String sign(TokenKind kind, SigningAlgorithm algorithm, JWTClaimsSet claims) {
    return keys.signer(algorithm).sign(kind, claims);
  }

  /**
   * What a token says, if it is one of this kind that we have signed. Whether it has expired, and
   * whom it is for, is for the caller to see.
   *
   * @param token anything
   */
  public Optional<Claimed> verify(TokenKind kind, String token) {
    return signatures
        .verify(token)
        .filter(jwt -> kind.type().equals(jwt.getHeader().getType()))
        .flatMap(SignedTokens::claimed);
  }

  private static Optional<Claimed> claimed(SignedJWT jwt) {
    try {
      return Optional.of(new Claimed(jwt.getHeader().getKeyID(), jwt.getJWTClaimsSet()));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** Whether what this key has signed counts: it may have been withdrawn. */
  public boolean counts(String keyId) {
    return keys.named(keyId).isPresent();
  }

  /**
   * What a token of ours says.
   *
   * @param keyId which of our keys has signed it
   * @param claims what stands in it
   */
  public record Claimed(String keyId, JWTClaimsSet claims) {}
}
