package org.gatehouse.security;

import jakarta.security.enterprise.credential.Credential;
import org.gatehouse.core.session.Client;

/**
 * A token that a request carries.
 *
 * @param token anything
 * @param inCookie whether in the login cookie; there a token made for it counts, too
 * @param client who shows it
 */
record AccessTokenCredential(String token, boolean inCookie, Client client) implements Credential {
  @Override
  public String toString() {
    return "AccessTokenCredential[hidden]";
  }
}
