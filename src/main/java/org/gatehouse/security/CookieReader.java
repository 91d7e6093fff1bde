package org.gatehouse.security;

import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;

/** Reads the token in the login cookie. */
final class CookieReader implements CredentialReader {
  private final LoginCookie cookie;
  private final Requests requests;

  CookieReader(LoginCookie cookie, Requests requests) {
    this.cookie = cookie;
    this.requests = requests;
  }

  @Override
  public Optional<Credential> read(HttpServletRequest request) {
    return cookie
        .read(request)
        .map(token -> new AccessTokenCredential(token, true, requests.client(request)));
  }
}
