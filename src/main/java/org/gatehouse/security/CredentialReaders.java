package org.gatehouse.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.Requests;
import org.gatehouse.http.Room;
import org.gatehouse.http.browser.LoginCookie;

/**
 * Which readers a room has, in their order. What a client sends of its own accord outranks the
 * cookie, which a browser sends by itself, also when it is wrong.
 */
@Singleton
public class CredentialReaders {
  private static final String AUTHORIZATION = "Authorization";
  private static final String AUTHENTICATION = "Authentication";

  private final List<CredentialReader> login;
  private final List<CredentialReader> cloudForge;
  private final List<CredentialReader> others;
  private final CredentialReader cookie;

  @Inject
  CredentialReaders(Requests requests, LoginCookie cookie) {
    CredentialReader token = new TokenReader(requests);
    this.login =
        List.of(
            new TokenSchemeReader(requests, AUTHORIZATION),
            new TokenSchemeReader(requests, AUTHENTICATION));
    this.cloudForge = List.of(token, new BasicReader(requests), new ParametersReader(requests));
    this.others = List.of(token);
    this.cookie = new CookieReader(cookie, requests);
  }

  /**
   * The credentials in a request. The first decide; whether all are of the same user is for the
   * mechanism to find out.
   *
   * @throws BadRequest if there is more than one header of a kind
   */
  List<Credential> read(HttpServletRequest request) {
    requireOne(request, AUTHORIZATION);
    requireOne(request, AUTHENTICATION);
    // The same twice is one, and opens one session.
    List<Credential> explicit =
        readers(request)
            .map(reader -> reader.read(request))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    boolean alone = explicit.isEmpty() && request.getHeader(AUTHORIZATION) == null;
    return alone && !isLogin(request) ? cookie.read(request).stream().toList() : explicit;
  }

  private static void requireOne(HttpServletRequest request, String header) {
    if (Collections.list(request.getHeaders(header)).size() > 1) {
      throw new BadRequest("There must be one " + header + ".");
    }
  }

  /** The credentials in the cookie, whatever else there is. */
  Optional<Credential> readCookie(HttpServletRequest request) {
    return cookie.read(request);
  }

  private Stream<CredentialReader> readers(HttpServletRequest request) {
    if (isLogin(request)) {
      return login.stream();
    }
    return (Room.of(request) == Room.CLOUDFORGE ? cloudForge : others).stream();
  }

  /** Whether the request is CloudIO's login, which nothing but a name and its secret can do. */
  static boolean isLogin(HttpServletRequest request) {
    return "POST".equals(request.getMethod())
        && Set.of("/v1/auth", "/v1/auth/").contains(Requests.path(request));
  }
}
