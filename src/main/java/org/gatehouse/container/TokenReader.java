package org.gatehouse.container;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Finds the access token in a request: {@code Authorization: Bearer <jwt>} (RFC 6750), the bare
 * {@code Authorization: <jwt>} that Cloudomation's clients send, or the login cookie. A header
 * outranks the cookie, also when it is wrong.
 */
@Singleton
public class TokenReader {
  private static final String BEARER = "bearer ";

  private final LoginCookie cookie;

  @Inject
  TokenReader(LoginCookie cookie) {
    this.cookie = cookie;
  }

  Optional<String> read(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return cookie.read(request);
    }
    String value = header.strip();
    if (value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(value.substring(BEARER.length()).strip());
    }
    // A scheme of another kind has a space; a bare token hasn't.
    return value.contains(" ") ? Optional.empty() : Optional.of(value);
  }
}
