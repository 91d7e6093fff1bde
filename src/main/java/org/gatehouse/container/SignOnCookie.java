package org.gatehouse.container;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.gatehouse.core.secret.RandomToken;

/**
 * The cookie by which a browser that comes back from an identity provider is known to be the one
 * that went there. One for all logins under way in it: several windows may be at providers.
 */
@Singleton
public class SignOnCookie {
  private static final String NAME = "gatehouse-sign-on";
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private final Cookies cookies;
  private final RandomToken random;

  @Inject
  SignOnCookie(Cookies cookies, RandomToken random) {
    this.cookies = cookies;
    this.random = random;
  }

  /** What the cookie says; empty if there is none. */
  public String read(HttpServletRequest request) {
    return cookies.read(request, NAME).orElse("");
  }

  /** What the cookie says from now on: what it did, or something nobody can guess. */
  public String begin(HttpServletRequest request, HttpServletResponse response) {
    String value =
        cookies
            .read(request, NAME)
            .filter(known -> known.matches("[A-Za-z0-9_-]{43}"))
            .orElseGet(random::next);
    cookies.set(response, NAME, value, LIFETIME);
    return value;
  }
}
