package org.gatehouse.security;

import jakarta.security.enterprise.credential.Credential;
import org.gatehouse.core.login.LoginAttempt;

/**
 * A name and what should prove it, within a request.
 *
 * @param attempt all of it
 * @param inEveryRequest whether the client is likely to send the same with the next request
 */
public record LoginCredential(LoginAttempt attempt, boolean inEveryRequest) implements Credential {
  @Override
  public String toString() {
    return "LoginCredential[hidden]";
  }
}
