package org.gatehouse.container.authentication;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.container.LoginCookie;

/** Reads the access token in the login cookie. */
final class CookieReader implements CredentialReader {
  private final LoginCookie cookie;

  CookieReader(LoginCookie cookie) {
    this.cookie = cookie;
  }

  @Override
  public Optional<Credential> read(HttpServletRequest request) {
    return cookie.read(request).map(AccessTokenCredential::new);
  }
}
