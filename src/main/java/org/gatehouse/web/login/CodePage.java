package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.Enough;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.login.PendingLogins.Choice;
import org.gatehouse.core.login.TrustDevice;
import org.gatehouse.core.session.Client;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.http.browser.TrustCookie;
import org.gatehouse.web.Brand;
import org.gatehouse.web.Browser;
import org.gatehouse.web.EnrolmentStep;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /login/code}: the second step of a login. */
@Named
@RequestScoped
public class CodePage {
  @Inject private Login login;
  @Inject private PendingLogins pendingLogins;
  @Inject private EnrolmentStep enrolmentStep;
  @Inject private LoginCookie cookie;
  @Inject private TrustDevice trustDevice;
  @Inject private TrustCookie trustCookie;
  @Inject private Brand brand;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  // A code that was refused would only stand in the way of the next.
  private final Form form = new Form("then").secrets("code").boxes("trust");

  private Optional<Choice> choice = Optional.empty();
  private int trustDays;

  @PostConstruct
  void find() {
    choice = pending().flatMap(pendingLogins::choice);
    trustDays = pending().map(trustDevice::daysOffered).orElse(0);
    brand.show(choice.map(Choice::workspaceId));
  }

  /** What the browser is asked that shows a passkey, as JSON; empty if there is none. */
  public String getPasskeyOptions() {
    return choice.flatMap(Choice::passkeys).orElse("");
  }

  /** For how many days the browser can be trusted; 0 if that isn't offered. */
  public int getTrustDays() {
    return trustDays;
  }

  /** What is offered, in words. */
  public String getTrustLabel() {
    return texts.get("code.trust", trustDays);
  }

  /** Whether the code is one of an app, and not a recovery code. */
  public boolean isByApp() {
    return browser.parameter("recovery").isEmpty()
        && choice.filter(there -> !there.app()).isEmpty();
  }

  /** Sends those who haven't passed the first step there. */
  public void requireFirstStep() {
    if (choice.isEmpty()) {
      startAgain();
    }
  }

  /** Logs in by a code, or asks again. */
  public void submit() {
    show(
        form.text("code"),
        isByApp() ? "code.refused" : "code.recoveryRefused",
        form.isTicked("trust"));
  }

  /** Logs in by what the browser tells of a passkey, or asks again. */
  public void showPasskey() {
    show(
        browser.parameter("passkey"), "code.passkeyRefused", !browser.parameter("trust").isEmpty());
  }

  private void show(String shown, String refusal, boolean trust) {
    Optional<String> pending = pending();
    if (pending.isEmpty()) {
      startAgain();
      return;
    }
    boolean remembered = pendingLogins.isRemembered(pending.get());
    LoginOutcome outcome = complete(pending.get(), shown, trust);
    if (outcome instanceof LoggedIn loggedIn) {
      loggedIn.trusted().ifPresent(trusted -> trustCookie.set(browser.response(), trusted));
      cookie.removePending(browser.response());
      browser.enter(loggedIn, form.text("then"));
    } else if (outcome instanceof EnrolmentRequired required) {
      enrolmentStep.go(required, remembered, form.text("then"));
    } else if (outcome instanceof SecondFactorRequired required) {
      texts.wrong("code", required.enough() == Enough.PASSKEY ? "code.passkeyOnly" : refusal);
    } else {
      startAgain();
    }
  }

  private LoginOutcome complete(String pending, String shown, boolean trust) {
    Client client = requests.client(request);
    return trust
        ? login.completeTrusting(pending, shown, trustCookie.read(request).orElse(""), client)
        : login.complete(pending, shown, client);
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
