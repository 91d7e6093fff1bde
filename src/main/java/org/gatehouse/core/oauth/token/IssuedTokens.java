package org.gatehouse.core.oauth.token;

import java.util.Optional;

/**
 * What a client gets for a code or a refresh token (RFC 6749, 5.1; OpenID Connect Core 1.0,
 * 3.1.3.3).
 *
 * @param accessToken with which it acts for the person
 * @param refreshToken with which it gets the next; nothing if it may not
 * @param idToken who has logged in; nothing if it didn't ask for that
 */
public record IssuedTokens(
    IssuedAccessToken accessToken, Optional<String> refreshToken, Optional<String> idToken) {
  @Override
  public String toString() {
    return "IssuedTokens[hidden]";
  }
}
