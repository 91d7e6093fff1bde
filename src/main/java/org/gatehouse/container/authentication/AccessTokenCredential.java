package org.gatehouse.container.authentication;

import jakarta.security.enterprise.credential.Credential;

/**
 * An access token that a request carries.
 *
 * @param token anything
 */
record AccessTokenCredential(String token) implements Credential {
  @Override
  public String toString() {
    return "AccessTokenCredential[hidden]";
  }
}
