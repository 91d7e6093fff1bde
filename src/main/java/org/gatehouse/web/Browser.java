package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.http.DeviceCookie;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.http.browser.BrowserLogin;
import org.gatehouse.http.browser.LoginCookie;

/** The browser at the other end: logs it in and out, and sends it elsewhere. */
@ApplicationScoped
public class Browser {
  @Inject private LoginCookie cookie;
  @Inject private DeviceCookie deviceCookie;
  @Inject private BrowserLogin browserLogin;
  @Inject private HttpServletRequest request;

  /**
   * Logs it in and sends it on.
   *
   * @param then where the person wanted to go; followed only within this server
   */
  public void enter(LoggedIn loggedIn, String then) {
    browserLogin.enter(request, response(), loggedIn);
    goOn(then);
  }

  /**
   * From now on this browser is known to be of a user who has just proven to be the one: guesses
   * made elsewhere won't keep the two out.
   */
  public void know(UUID userId) {
    deviceCookie.set(request, response(), userId);
  }

  /** Ends the session, forgets its cookie and redirects to the login page. */
  public void leave() {
    cookie.remove(response());
    go(Redirect.LOGGED_OUT);
  }

  /**
   * Forgets the cookie of a session that has ended, and goes to the login page.
   *
   * @param notice what to show there
   */
  public void leave(String notice) {
    cookie.remove(response());
    go("/login", notice);
  }

  /** Redirects to a page, with a notice to show there. */
  public void go(String page, String notice) {
    go(with(page, "notice", notice));
  }

  /** An address with one more parameter. */
  static String with(String page, String parameter, String value) {
    return page + (page.contains("?") ? "&" : "?") + parameter + "=" + value;
  }

  /** Redirects to a page. */
  public void go(String page) {
    Redirect.to(response(), request.getContextPath() + page);
    FacesContext.getCurrentInstance().responseComplete();
  }

  /**
   * Redirects to where the person wanted to go, if that is within this server. To an application it
   * goes by a page of its own.
   */
  public void goOn(String then) {
    go(ApplicationLogin.leavesUs(then) ? "/login/continue?then=" + encode(then) : local(then));
  }

  /** Answers with the error page. */
  public void fail(int status) {
    try {
      external().responseSendError(status, "");
      FacesContext.getCurrentInstance().responseComplete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers with the error page where what the address names isn't there. */
  public void require(Optional<?> found) {
    if (found.isEmpty()) {
      fail(404);
    }
  }

  /** A parameter of the query or the form; empty if it is absent. */
  public String parameter(String name) {
    return Objects.requireNonNullElse(request.getParameter(name), "");
  }

  /** A parameter that is a UUID; nothing if it is absent or no UUID. */
  public Optional<UUID> key(String name) {
    try {
      return Optional.of(UUID.fromString(parameter(name)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A text as a part of an address. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The address if it is within this server, else the start page: never an open redirect. */
  static String local(String address) {
    return ReturnAddresses.isLocal(address) ? address : "/";
  }

  /** The response, for cookies. */
  public HttpServletResponse response() {
    return (HttpServletResponse) external().getResponse();
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }
}
