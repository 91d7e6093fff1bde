package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Stream;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.session.Caller;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;

/** {@code /logout}: asks whom another site has sent to log out whether that is meant. */
@Named
@RequestScoped
public class SignOutQuestion {
  @Inject private Authentication authentication;
  @Inject private CurrentCaller caller;
  @Inject private LoginCookie cookie;
  @Inject private Browser browser;

  private final Form form = new Form("then");

  @PostConstruct
  void fillIn() {
    form.put("then", browser.parameter("then"));
  }

  /** Whether an application has sent the person, and not an identity provider. */
  public boolean isByApplication() {
    return Stream.of(Protocol.values())
        .map(Protocol::word)
        .noneMatch(browser.parameter("by")::equals);
  }

  /** Whether the application asks for a way back that isn't known to be one of its own. */
  public boolean isWayBackUnknown() {
    return "unknown".equals(browser.parameter("back"));
  }

  /**
   * Where the session ends, here and at the provider that stands behind it; empty if it ends here
   * alone. An address to follow: browsers let no form lead to another site.
   */
  public String getUrl() {
    String protocol =
        isByApplication() ? caller.find().map(Caller::source).orElse("") : browser.parameter("by");
    String then = browser.parameter("then");
    return protocol.isEmpty() || protocol.equals(Caller.LOCAL)
        ? ""
        // What it names is looked at there; nothing is taken from where the browser came from.
        : "/v1/auth/"
            + protocol
            + "/logout?return_url="
            + Browser.encode(then.isBlank() ? "/login" : then);
  }

  /** Ends the session, and goes on to where the application wants. */
  public void signOut() {
    caller.find().ifPresent(authentication::logOut);
    cookie.remove(browser.response());
    browser.goOn(form.text("then"));
  }

  public Form getForm() {
    return form;
  }
}
