package org.gatehouse.core.oauth.token;

import java.util.Optional;

/** How an access token has to be shown (RFC 6749, 7.1). */
public enum TokenType {
  /** By whoever has it (RFC 6750). */
  BEARER("Bearer"),
  /** With a proof of the key to which it is bound (RFC 9449). */
  DPOP("DPoP");

  private final String value;

  TokenType(String value) {
    this.value = value;
  }

  /** The type of a token that is bound to this key, or to none. */
  static TokenType of(Optional<String> key) {
    return key.isPresent() ? DPOP : BEARER;
  }

  /** The word in replies, and in the header. */
  public String value() {
    return value;
  }
}
