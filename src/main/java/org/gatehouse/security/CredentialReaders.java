package org.gatehouse.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.Dialects;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;

/**
 * Finds the credentials in a request. What a client sends of its own accord outranks the cookie,
 * which a browser sends by itself, also when it is wrong.
 */
@Singleton
public class CredentialReaders {
  private static final String AUTHORIZATION = "Authorization";
  private static final List<String> HEADERS = List.of(AUTHORIZATION, "Authentication");

  private final Dialects dialects;
  private final CredentialReader token;
  private final CredentialReader cookie;

  /** The readers, as CDI makes them. */
  @Inject
  public CredentialReaders(Dialects dialects, Requests requests, LoginCookie cookie) {
    this.dialects = dialects;
    this.token = new TokenReader(requests);
    this.cookie = new CookieReader(cookie, requests);
  }

  /**
   * The credentials in a request. The first decide; whether all are of the same user is for the
   * mechanism to find out.
   *
   * @throws BadRequest if there is more than one header of a kind
   */
  public List<Credential> read(HttpServletRequest request) {
    HEADERS.forEach(header -> requireOne(request, header));
    Optional<Dialect> dialect = dialects.of(request);
    boolean isLogin = dialect.filter(known -> known.isLogin(request)).isPresent();
    // The same twice is one, and opens one session.
    Set<Credential> explicit = new LinkedHashSet<>();
    if (!isLogin) {
      token.read(request).ifPresent(explicit::add);
    }
    if (dialect.isPresent()) {
      for (CredentialReader own : dialect.get().credentialReaders(request)) {
        own.read(request).ifPresent(explicit::add);
      }
    }
    boolean alone = explicit.isEmpty() && request.getHeader(AUTHORIZATION) == null;
    return alone && !isLogin ? cookie.read(request).stream().toList() : List.copyOf(explicit);
  }

  private static void requireOne(HttpServletRequest request, String header) {
    Enumeration<String> values = request.getHeaders(header);
    if (values.hasMoreElements()) {
      values.nextElement();
      if (values.hasMoreElements()) {
        throw new BadRequest("There must be one " + header + ".");
      }
    }
  }

  /** The credentials in the cookie, whatever else there is. */
  Optional<Credential> readCookie(HttpServletRequest request) {
    return cookie.read(request);
  }
}
