package org.gatehouse.container;

import jakarta.security.enterprise.credential.Credential;

/**
 * An access token that a request carries.
 *
 * @param token anything
 */
public record AccessTokenCredential(String token) implements Credential {
  @Override
  public String toString() {
    return "AccessTokenCredential[hidden]";
  }
}
