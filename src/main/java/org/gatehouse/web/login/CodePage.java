package org.gatehouse.web.login;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /login/code}: the second step of a login. */
@Named
@RequestScoped
public class CodePage {
  @Inject private Login login;
  @Inject private PendingLogins pendingLogins;
  @Inject private LoginCookie cookie;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  // A code that was refused would only stand in the way of the next.
  private final Form form = new Form("then").secrets("code");

  /** Sends those who haven't passed the first step there. */
  public void requireFirstStep() {
    if (pending().filter(pendingLogins::isOpen).isEmpty()) {
      startAgain();
    }
  }

  /** Logs in, or asks again. */
  public void submit() {
    Optional<String> pending = pending();
    if (pending.isEmpty()) {
      startAgain();
      return;
    }
    boolean remembered = pendingLogins.isRemembered(pending.get());
    LoginOutcome outcome =
        login.complete(pending.get(), form.text("code"), requests.client(request));
    if (outcome instanceof LoggedIn loggedIn) {
      cookie.removePending(browser.response());
      browser.enter(loggedIn, remembered, form.text("then"));
    } else if (outcome instanceof SecondFactorRequired) {
      boolean app = browser.parameter("recovery").isEmpty();
      texts.wrong("code", app ? "code.refused" : "code.recoveryRefused");
    } else {
      startAgain();
    }
  }

  /** Forgets the first step. */
  public void cancel() {
    cookie.removePending(browser.response());
    browser.go("/login");
  }

  private void startAgain() {
    cookie.removePending(browser.response());
    browser.go("/login", "login.expired");
  }

  private Optional<String> pending() {
    return cookie.readPending(request);
  }

  public Form getForm() {
    return form;
  }
}
