package org.gatehouse.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.web.Browser;

/**
 * {@code /login/continue?then=…}: goes on to an application. Chromium holds what follows a form
 * against the policy of the page with the form ({@code form-action}), and would not let the browser
 * leave; what follows this page is no form's.
 */
@Named
@ApplicationScoped
public class ContinuePage {
  @Inject private Browser browser;

  /** Has the browser go on at once; without its doing so there is a link. */
  public void prepare() {
    browser.response().setHeader("Refresh", "0; url=" + getUrl());
  }

  /** Where to: nowhere that isn't ours. */
  public String getUrl() {
    String then = browser.parameter("then");
    return ApplicationLogin.leavesUs(then) ? then : "/";
  }
}
