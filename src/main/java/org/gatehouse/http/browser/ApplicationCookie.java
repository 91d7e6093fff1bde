package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.http.Cookies;

/**
 * The cookie with the key of the request for which somebody came to the login page: a new password
 * leads through a mail, and back to that page without it.
 */
@Singleton
public class ApplicationCookie {
  private static final String NAME = "gatehouse-application";

  /** As long as a request waits. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Cookies cookies;

  @Inject
  ApplicationCookie(Cookies cookies) {
    this.cookies = cookies;
  }

  /** The key, if there is one. */
  public Optional<String> read(HttpServletRequest request) {
    return cookies.read(request, NAME);
  }

  /** Remembers it for a while. */
  public void set(HttpServletResponse response, String key) {
    cookies.set(response, NAME, key, LIFETIME);
  }
}
