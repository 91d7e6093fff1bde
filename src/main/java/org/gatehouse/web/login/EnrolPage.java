package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.core.account.EnrolAtLogin;
import org.gatehouse.core.account.EnrolAtLogin.Enrolled;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.login.EnrolmentLogin.Enrolling;
import org.gatehouse.core.refusal.BrokenRule;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.DeviceName;
import org.gatehouse.core.user.User;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.web.AppSecret;
import org.gatehouse.web.Brand;
import org.gatehouse.web.Browser;
import org.gatehouse.web.EnrolmentStep;
import org.gatehouse.web.Form;
import org.gatehouse.web.ShownOnce;
import org.gatehouse.web.Texts;

/** {@code /login/enrol}: a second factor is set up, without which the login doesn't go on. */
@Named
@RequestScoped
public class EnrolPage {
  private static final String RECOVERY = "/account/second-factor";

  @Inject private EnrolAtLogin enrolAtLogin;
  @Inject private LoginCookie cookie;
  @Inject private Brand brand;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private ShownOnce shownOnce;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("then", "passkeyName").secrets("code");
  private Optional<Enrolling> who = Optional.empty();
  private Optional<AppSecret> secret = Optional.empty();

  @PostConstruct
  void find() {
    who = enrolAtLogin.find(login());
    brand.show(who.map(known -> known.user().workspace().id()));
    secret = who.filter(Enrolling::app).flatMap(this::secret);
    form.put("passkeyName", DeviceName.of(requests.client(request).userAgent()));
  }

  /** Sends those away of whom no second factor is awaited. */
  public void requireLogin() {
    if (who.isEmpty()) {
      startAgain();
    }
  }

  /** Whether an app would do. */
  public boolean isAppEnough() {
    return who.filter(Enrolling::app).isPresent();
  }

  /** Whether an app is being enrolled. */
  public boolean isEnrolling() {
    return secret.isPresent();
  }

  /** The QR code to scan. */
  public String getQrSvg() {
    String title = texts.get("secondFactor.scan");
    return secret.map(known -> known.svg(title)).orElse("");
  }

  /** The secret to type, in groups of four. */
  public String getKey() {
    return secret.map(AppSecret::key).orElse("");
  }

  /** What the browser is asked that makes a passkey, as JSON; empty if there can be none. */
  public String getPasskeyOptions() {
    try {
      return who.map(known -> enrolAtLogin.passkeyOptions(login(), known)).orElse("");
    } catch (Conflict e) {
      return "";
    }
  }

  /** Begins with an app. */
  public void begin() {
    if (enrolAtLogin.beginApp(login())) {
      String then = form.text("then");
      browser.go(EnrolmentStep.PAGE + (then.isEmpty() ? "" : "?then=" + Browser.encode(then)));
    } else {
      startAgain();
    }
  }

  /** Ends that with a code of the app, and lets in. */
  public void confirm() {
    enter(
        "code",
        () -> enrolAtLogin.confirmApp(login(), form.text("code"), requests.client(request)));
  }

  /** Adds the passkey that the browser has made, and lets in. */
  public void addPasskey() {
    enter(
        "passkeyName",
        () ->
            enrolAtLogin.addPasskey(
                login(),
                browser.parameter("passkey"),
                new PasskeyName(form.text("passkeyName")),
                requests.client(request)));
  }

  private void enter(String field, Supplier<Optional<Enrolled>> enrolment) {
    try {
      enrolment.get().ifPresentOrElse(this::enter, this::startAgain);
    } catch (InvalidInput | Conflict e) {
      wrong(field, e);
    }
  }

  private void wrong(String field, BrokenRule e) {
    texts.wrong(field, e);
    // It would only stand in the way of the next.
    form.put("code", "");
  }

  /** To the recovery codes, which lead on to where the person wanted to go. */
  private void enter(Enrolled enrolled) {
    cookie.removePending(browser.response());
    String then = form.text("then");
    String next =
        enrolled.recoveryCodes().isEmpty()
            ? then
            : shownOnce.keep(
                    enrolled.login().caller().sessionId(), RECOVERY, enrolled.recoveryCodes())
                + "&notice=secondFactor.on"
                + (then.isEmpty() ? "" : "&then=" + Browser.encode(then));
    browser.enter(enrolled.login(), next);
  }

  /** Forgets the login. */
  public void cancel() {
    cookie.removePending(browser.response());
    browser.go("/login");
  }

  private void startAgain() {
    cookie.removePending(browser.response());
    browser.go("/login", "login.expired");
  }

  private String login() {
    return cookie.readPending(request).orElse("");
  }

  private Optional<AppSecret> secret(Enrolling enrolling) {
    User user = enrolling.user();
    return enrolAtLogin
        .secret(login(), enrolling)
        .map(made -> new AppSecret(made, user.workspace().name(), user.name()));
  }

  public Form getForm() {
    return form;
  }
}
