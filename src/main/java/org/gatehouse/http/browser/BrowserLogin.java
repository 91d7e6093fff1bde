package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.RememberDevice;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.DeviceCookie;

/** Logs browsers in, whatever page or provider they come from. */
@Singleton
public class BrowserLogin {
  private final LoginCookie cookie;
  private final DeviceCookie deviceCookie;
  private final RememberDevice rememberDevice;
  private final Authentication authentication;
  private final TokenIssuer tokens;

  @Inject
  BrowserLogin(
      LoginCookie cookie,
      DeviceCookie deviceCookie,
      RememberDevice rememberDevice,
      Authentication authentication,
      TokenIssuer tokens) {
    this.cookie = cookie;
    this.deviceCookie = deviceCookie;
    this.rememberDevice = rememberDevice;
    this.authentication = authentication;
    this.tokens = tokens;
  }

  /** Logs a browser in, where the login is remembered for longer than it runs. */
  public void enter(HttpServletRequest request, HttpServletResponse response, LoggedIn loggedIn) {
    if (request.getSession(false) != null) {
      // We keep none, but if somebody does, it must not be one that was planted (session fixation).
      request.changeSessionId();
    }
    // One browser, one session: the one before would outlive its cookie.
    CurrentCaller.of(request).ifPresent(authentication::logOut);
    String known = rememberDevice.remember(loggedIn);
    cookie.set(response, tokens.issueForCookie(loggedIn.caller()), loggedIn.remembered());
    deviceCookie.set(response, known);
  }
}
