package org.gatehouse.web.login;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.SecondFactorRequired;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.signup.SignUp;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/** {@code /login}: workspace, user name, password. */
@Named
@RequestScoped
public class LoginPage {
  @Inject private Login login;
  @Inject private PendingLogins pendingLogins;
  @Inject private SignUp signUp;
  @Inject private LoginCookie cookie;
  @Inject private Requests requests;
  @Inject private CurrentCaller caller;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private String workspace = "";
  private String userName = "";
  private String password = "";
  private String then = "";
  private boolean remember;

  @PostConstruct
  void fillIn() {
    workspace = requests.workspace(request).orElse("");
  }

  /** Sends those who are logged in on to where they wanted to go. */
  public void skipIfLoggedIn() {
    if (caller.find().isPresent()) {
      browser.goOn(then);
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
            Optional.of(workspace).filter(name -> !name.isBlank()),
            Optional.empty(),
            userName,
            password,
            remember,
            requests.client(request));
    decide(login.login(attempt));
  }

  private void decide(LoginOutcome outcome) {
    if (outcome instanceof LoggedIn loggedIn) {
      browser.enter(loggedIn, remember, then);
    } else if (outcome instanceof SecondFactorRequired required) {
      cookie.setPending(browser.response(), pendingLogins.open(required, remember));
      browser.go("/login/code" + (then.isEmpty() ? "" : "?then=" + Browser.encode(then)));
    } else {
      texts.wrong("login.refused");
    }
  }

  /** What was typed as the workspace. */
  public String getWorkspace() {
    return workspace;
  }

  /** What was typed as the workspace. */
  public void setWorkspace(String workspace) {
    this.workspace = workspace;
  }

  /** What was typed as the user name. */
  public String getUserName() {
    return userName;
  }

  /** What was typed as the user name. */
  public void setUserName(String userName) {
    this.userName = userName;
  }

  /** Never shown again. */
  public String getPassword() {
    return "";
  }

  /** What was typed as the password. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** Whether the session should outlast the browser. */
  public boolean isRemember() {
    return remember;
  }

  /** Whether the session should outlast the browser. */
  public void setRemember(boolean remember) {
    this.remember = remember;
  }

  /** Where the person wanted to go. */
  public String getThen() {
    return then;
  }

  /** Where the person wanted to go. */
  public void setThen(String then) {
    this.then = then;
  }
}
