package org.gatehouse.container.authentication;

import jakarta.security.enterprise.credential.Credential;
import org.gatehouse.core.session.Client;

/**
 * An access token that a request carries.
 *
 * @param token anything
 * @param client who shows it
 */
record AccessTokenCredential(String token, Client client) implements Credential {
  @Override
  public String toString() {
    return "AccessTokenCredential[hidden]";
  }
}
