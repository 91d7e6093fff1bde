package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.token.AccessToken;
import org.gatehouse.http.Cookies;

/** The cookie with the access token, and the one that bridges the two steps of a login. */
@Singleton
public class LoginCookie {
  private static final String LOGIN = "gatehouse";
  private static final String PENDING = "gatehouse-login";

  private final Cookies cookies;
  private final Duration remembered;
  private final boolean secure;

  /** Cookies of an installation with these settings. */
  @Inject
  public LoginCookie(Cookies cookies, Settings settings) {
    this.cookies = cookies;
    this.remembered = settings.session().rememberedLifetime();
    this.secure = settings.isSecure();
  }

  /** The access token that a browser brings. */
  public Optional<String> read(HttpServletRequest request) {
    return cookies.read(request, LOGIN);
  }

  /**
   * Logs the browser in.
   *
   * @param remember whether for longer than the browser runs
   */
  public void set(HttpServletResponse response, AccessToken token, boolean remember) {
    cookies.set(response, LOGIN, token.value(), remember ? remembered : Cookies.BROWSER_SESSION);
  }

  /**
   * Logs the browser out, and has it forget what it keeps of our pages (Clear-Site-Data, which
   * browsers heed on https only). Its cookies stay: one says which browser this is.
   */
  public void remove(HttpServletResponse response) {
    cookies.remove(response, LOGIN);
    if (secure) {
      response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }
  }

  /** The token of a login that awaits its second step. */
  public Optional<String> readPending(HttpServletRequest request) {
    return cookies.read(request, PENDING);
  }

  /** Remembers a login that awaits its second step. */
  public void setPending(HttpServletResponse response, String token, Duration lifetime) {
    cookies.set(response, PENDING, token, lifetime);
  }

  /** Forgets it. */
  public void removePending(HttpServletResponse response) {
    cookies.remove(response, PENDING);
  }
}
