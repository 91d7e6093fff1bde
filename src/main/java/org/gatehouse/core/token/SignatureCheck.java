package org.gatehouse.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out whether one of our keys has signed a token (RFC 8725): the key says by which algorithm,
 * and the token has to agree. What it is good for is for others to say.
 */
final class SignatureCheck {
  /** The longest token that is looked at, in characters. */
  static final int LONGEST = 8_192;

  private static final Pattern DOTS = Pattern.compile("\\.");
  private static final int PARTS = 3;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SigningKeys keys;

  SignatureCheck(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * The token, if one of our keys that count has signed it.
   *
   * @param token anything
   */
  Optional<SignedJWT> verify(String token) {
    try {
      if (token.length() > LONGEST || !isCompact(token)) {
        return Optional.empty();
      }
      SignedJWT jwt = SignedJWT.parse(token);
      String kid = jwt.getHeader().getKeyID();
      if (kid == null) {
        return Optional.empty();
      }
      Optional<TokenKey> key = keys.named(kid);
      return key.isPresent() && key.get().hasSigned(jwt) ? Optional.of(jwt) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether each part is written in the one way that there is (RFC 7515, 2): libraries pass over
   * padding, spaces and bits that mean nothing, and one token would have many spellings.
   */
  private static boolean isCompact(String token) {
    String[] parts = DOTS.split(token, -1);
    return parts.length == PARTS
        && Stream.of(parts)
            .allMatch(part -> ENCODER.encodeToString(DECODER.decode(part)).equals(part));
  }
}
