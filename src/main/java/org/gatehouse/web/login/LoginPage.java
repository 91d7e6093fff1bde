package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.login.PasskeyLogin;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.oauth.AskedRequest;
import org.gatehouse.core.signup.SignUp;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.RememberedNames;
import org.gatehouse.http.RememberedNames.Names;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.FormToken;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.http.browser.TrustCookie;
import org.gatehouse.web.Browser;
import org.gatehouse.web.EnrolmentStep;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /login}: workspace, user name, password. */
@Named
@RequestScoped
public class LoginPage {
  @Inject private LoginApplication application;
  @Inject private Login login;
  @Inject private PasskeyLogin passkeyLogin;
  @Inject private Passkeys passkeys;
  @Inject private FormToken formToken;
  @Inject private PendingLogins pendingLogins;
  @Inject private SignUp signUp;
  @Inject private EnrolmentStep enrolmentStep;
  @Inject private LoginCookie cookie;
  @Inject private TrustCookie trustCookie;
  @Inject private RememberedNames rememberedNames;
  @Inject private Requests requests;
  @Inject private CurrentCaller caller;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form =
      new Form("workspace", "userName", "then").secrets("password").boxes("remember");

  private Optional<String> unknownPasskey = Optional.empty();

  @PostConstruct
  void fillIn() {
    Optional<Names> known = rememberedNames.read(request);
    Optional<String> asked = requests.workspace(request);
    form.put("workspace", asked.or(() -> known.map(Names::workspace)).orElse(""));
    // Of another workspace it would be another person.
    known
        .filter(names -> asked.isEmpty() || asked.get().equals(names.workspace()))
        .ifPresent(names -> form.put("userName", names.userName()));
    form.put("remember", known.isPresent());
    form.put("then", application.then());
    application.asked().map(AskedRequest::loginHint).ifPresent(hint -> form.put("userName", hint));
  }

  /** Sends those who are logged in on to where they wanted to go. */
  public void skipIfLoggedIn() {
    if (!"POST".equals(request.getMethod()) && caller.find().isPresent()) {
      browser.goOn(form.text("then"));
    } else {
      application.prepare();
    }
  }

  /** Whether to tell how to sign up. */
  public boolean isSignUpOpen() {
    return signUp.isOpen();
  }

  /** Logs in, asks for the second factor, or refuses. */
  public void submit() {
    LoginAttempt attempt =
        LoginAttempt.ofPerson(
            Optional.of(form.text("workspace")).filter(name -> !name.isBlank()),
            Optional.empty(),
            form.text("userName"),
            form.text("password"),
            form.isTicked("remember"),
            requests.client(request));
    decide(
        login.login(application.isAnew() ? attempt : attempt.trusting(trustCookie.read(request))));
  }

  /** Logs in by what the browser tells of a passkey, or refuses. */
  public void showPasskey() {
    ShownFactor shown = ShownFactor.to(formToken.getValue(), browser.parameter("passkey"));
    boolean remember = !browser.parameter("remember").isEmpty();
    LoginOutcome outcome =
        passkeyLogin.logIn(shown, requests.workspace(request), remember, requests.client(request));
    if (outcome instanceof LoggedIn loggedIn) {
      browser.enter(loggedIn, form.text("then"));
    } else {
      unknownPasskey = passkeys.unknown(shown);
      texts.wrong("login.passkeyRefused");
    }
  }

  /** What the browser may forget, as JSON: a passkey that nobody has any longer; else empty. */
  public String getUnknownPasskey() {
    return unknownPasskey.orElse("");
  }

  private void decide(LoginOutcome outcome) {
    String then = form.text("then");
    boolean remember = form.isTicked("remember");
    if (!(outcome instanceof LoginOutcome.Refused)) {
      remember(remember);
    }
    if (outcome instanceof LoggedIn loggedIn) {
      browser.enter(loggedIn, then);
    } else if (outcome instanceof SecondFactorRequired required) {
      cookie.setPending(
          browser.response(), pendingLogins.open(required, remember), PendingLogins.LIFETIME);
      browser.go("/login/code" + (then.isEmpty() ? "" : "?then=" + Browser.encode(then)));
    } else if (outcome instanceof EnrolmentRequired required) {
      enrolmentStep.go(required, remember, then);
    } else {
      texts.wrong("login.refused");
    }
  }

  /** Before anything is sent: what is known of the person here is right. */
  private void remember(boolean wanted) {
    if (wanted) {
      rememberedNames.keep(
          browser.response(), new Names(form.text("workspace"), form.text("userName")));
    } else {
      rememberedNames.forget(request, browser.response());
    }
  }

  public Form getForm() {
    return form;
  }
}
