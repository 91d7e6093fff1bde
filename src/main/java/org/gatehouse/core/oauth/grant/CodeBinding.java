package org.gatehouse.core.oauth.grant;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What has to be shown with a code, so that nobody else can use it.
 *
 * @param redirectUri where the request wanted it sent, if it said so (RFC 6749, 4.1.3)
 * @param challenge its {@code code_challenge}, by S256 (RFC 7636)
 * @param nonce what the ID token has to repeat
 * @param key of which key a proof has to come with it, by its thumbprint (RFC 9449, 10)
 */
public record CodeBinding(
    Optional<String> redirectUri,
    Optional<String> challenge,
    Optional<String> nonce,
    Optional<String> key) {
  /** Nothing. */
  static final CodeBinding NONE =
      new CodeBinding(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether the address is the one of the request. */
  boolean fitsRedirectUri(Optional<String> shown) {
    return redirectUri.equals(shown);
  }

  /**
   * Whether the verifier is the one of the challenge. Where there was no challenge there must be no
   * verifier: somebody has taken the challenge away (RFC 9700, 4.8.2).
   */
  boolean fitsVerifier(Optional<String> shown) {
    return challenge.equals(shown.map(CodeBinding::s256));
  }

  /** Whether the key is the one, where it has to be one. */
  boolean fitsKey(Optional<String> shown) {
    return key.isEmpty() || key.equals(shown);
  }

  private static String s256(String verifier) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Hashing.sha256().hashString(verifier, StandardCharsets.UTF_8).asBytes());
  }
}
