package org.gatehouse.core.oauth.proof;

import org.gatehouse.core.oauth.token.TokenType;

/**
 * An access token, and how it is shown.
 *
 * @param value the token: anything
 * @param type as what
 * @param proof what comes with it
 */
public record ShownToken(String value, TokenType type, ShownProof proof) {
  @Override
  public String toString() {
    return "ShownToken[" + type + "]";
  }
}
