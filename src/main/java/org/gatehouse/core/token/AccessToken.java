package org.gatehouse.core.token;

import java.time.Instant;

/**
 * A signed access token, ready to be handed out.
 *
 * @param value the compact JWT (RFC 7519)
 * @param expiresAt its {@code exp}
 */
public record AccessToken(String value, Instant expiresAt) {
  @Override
  public String toString() {
    return "AccessToken[hidden, until " + expiresAt + "]";
  }
}
