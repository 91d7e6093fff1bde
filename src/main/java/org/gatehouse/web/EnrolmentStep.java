package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.http.browser.LoginCookie;

/** Sends the browser where a second factor is set up, without which a login doesn't go on. */
@ApplicationScoped
public class EnrolmentStep {
  /** Where that is. */
  public static final String PAGE = "/login/enrol";

  @Inject private PendingLogins pendingLogins;
  @Inject private LoginCookie cookie;
  @Inject private Browser browser;

  /**
   * Goes there.
   *
   * @param remembered whether the session should last
   * @param then where the person wants to go after it; empty for the start page
   */
  public void go(EnrolmentRequired required, boolean remembered, String then) {
    cookie.setPending(
        browser.response(), pendingLogins.open(required, remembered), PendingLogins.ENROLMENT);
    browser.go(PAGE + (then.isEmpty() ? "" : "?then=" + Browser.encode(then)));
  }
}
