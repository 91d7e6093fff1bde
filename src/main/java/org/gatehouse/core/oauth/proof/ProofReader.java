package org.gatehouse.core.oauth.proof;

import com.google.common.hash.Hashing;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads proofs (RFC 9449, 4.3). Nimbus' own verifiers use the clock of the machine, compare
 * addresses letter by letter, and use a proof up before they know whose it is; so this has the
 * signature and the key from Nimbus, and asks for the rest itself.
 */
@Singleton
class ProofReader {
  /** Those of public keys alone: whoever can check another could have made it. */
  static final List<JWSAlgorithm> ALGORITHMS =
      List.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.RS256);

  /** How old a proof may be, and by how much clocks may differ. */
  static final Duration WINDOW = Duration.ofSeconds(60);

  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

  /** One by the longest key that is taken has some 2,500. */
  private static final int LONGEST = 4_096;

  private static final int LONGEST_ID = 500;
  private static final int FEWEST_RSA_BITS = 2048;
  private static final int MOST_RSA_BITS = 4096;

  /** A long exponent makes us calculate for as long as its owner likes; all have 65,537. */
  private static final int MOST_EXPONENT_BITS = 32;

  private final Clock clock;

  @Inject
  ProofReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads the proof of a request. That it wasn't shown before is looked at elsewhere.
   *
   * @param accessToken the token that it has to be for, if it comes with one
   * @throws BadProof if it is none
   */
  KeyProof read(ShownProof shown, Optional<String> accessToken) throws BadProof {
    if (shown.texts().size() != 1) {
      throw new BadProof("several-proofs", "There has to be one header DPoP, with one proof.");
    }
    String text = shown.texts().get(0);
    require(text.length() <= LONGEST, "proof-too-long", "The proof is too long.");
    try {
      SignedJWT proof = SignedJWT.parse(text);
      JWK key = verified(proof);
      JWTClaimsSet claims = proof.getJWTClaimsSet();
      requireThatItFits(claims, shown, accessToken);
      return new KeyProof(
          key.computeThumbprint().toString(),
          claims.getJWTID(),
          // Longer than it is good: the clocks of our nodes differ.
          claims.getIssueTime().toInstant().plus(WINDOW.multipliedBy(2)));
    } catch (ParseException | JOSEException | IllegalArgumentException | ClassCastException e) {
      throw new BadProof(
          "malformed-proof", "The proof is no JWT with a public key as jwk in its header.");
    }
  }

  /** The key that has signed it. */
  private static JWK verified(SignedJWT proof) throws BadProof, JOSEException {
    JWSHeader header = proof.getHeader();
    require(TYPE.equals(header.getType()), "wrong-type", "typ must be dpop+jwt.");
    require(
        ALGORITHMS.contains(header.getAlgorithm()),
        "wrong-algorithm",
        "alg must be one of dpop_signing_alg_values_supported.");
    JWK key = header.getJWK();
    require(
        key instanceof AsymmetricJWK && !key.isPrivate() && isOfReasonableSize(key),
        "unfit-key",
        "jwk must be a public key, of EC, or of RSA with 2048 to 4096 bits and a short exponent.");
    require(
        proof.verify(
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(header, ((AsymmetricJWK) key).toPublicKey())),
        "wrong-signature",
        "The signature is not of the key in the header.");
    return key;
  }

  private static boolean isOfReasonableSize(JWK key) {
    return !(key instanceof RSAKey rsa)
        || (rsa.size() >= FEWEST_RSA_BITS
            && rsa.size() <= MOST_RSA_BITS
            && rsa.getPublicExponent().decodeToBigInteger().bitLength() <= MOST_EXPONENT_BITS);
  }

  private void requireThatItFits(
      JWTClaimsSet claims, ShownProof shown, Optional<String> accessToken)
      throws BadProof, ParseException {
    String id = Objects.requireNonNullElse(claims.getJWTID(), "");
    require(!id.isBlank() && id.length() <= LONGEST_ID, "wrong-id", "jti is missing or too long.");
    require(
        shown.method().equals(claims.getStringClaim("htm")),
        "wrong-method",
        "htm is not the method of the request.");
    Optional<String> said =
        Optional.ofNullable(claims.getStringClaim("htu")).flatMap(ProofReader::normal);
    require(
        said.isPresent() && said.equals(normal(shown.address())),
        "wrong-address",
        "htu is not the address of the request.");
    require(
        isOfNow(claims.getIssueTime()), "wrong-time", "iat is missing, or not of the last minute.");
    if (accessToken.isPresent()) {
      require(
          sha256(accessToken.get()).equals(claims.getStringClaim("ath")),
          "wrong-token",
          "ath is not the hash of the access token.");
    }
  }

  private boolean isOfNow(@Nullable Date issuedAt) {
    Instant now = clock.instant();
    return issuedAt != null
        && !issuedAt.toInstant().isBefore(now.minus(WINDOW))
        && !issuedAt.toInstant().isAfter(now.plus(WINDOW));
  }

  /**
   * An address without query and fragment, in the one way to write it (RFC 3986, 6.2.2 and 6.2.3):
   * clients that put theirs together otherwise mean the same.
   */
  private static Optional<String> normal(String address) {
    try {
      URI uri = new URI(address).normalize();
      if (uri.getScheme() == null || uri.getHost() == null || uri.getUserInfo() != null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int usual = scheme.equals("https") ? 443 : 80;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      String path = uri.getPath().isEmpty() ? "/" : uri.getPath();
      return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String sha256(String token) {
    return Base64URL.encode(Hashing.sha256().hashString(token, StandardCharsets.UTF_8).asBytes())
        .toString();
  }

  private static void require(boolean fits, String reason, String description) throws BadProof {
    if (!fits) {
      throw new BadProof(reason, description);
    }
  }
}
