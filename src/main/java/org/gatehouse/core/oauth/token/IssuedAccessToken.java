package org.gatehouse.core.oauth.token;

import java.time.Duration;
import java.util.Set;

/**
 * An access token that is to be handed out (RFC 6749, 5.1).
 *
 * @param value the token
 * @param lifetime how long it is good
 * @param scopes what it is good for
 * @param type how it has to be shown
 */
public record IssuedAccessToken(
    String value, Duration lifetime, Set<String> scopes, TokenType type) {
  @Override
  public String toString() {
    return "IssuedAccessToken[hidden]";
  }
}
