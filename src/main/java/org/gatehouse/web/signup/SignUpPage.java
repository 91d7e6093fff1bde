package org.gatehouse.web.signup;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.EnrolmentRequired;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.signup.SignUp;
import org.gatehouse.core.signup.SignUpRefused;
import org.gatehouse.core.signup.SignUpRequest;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.EnrolmentStep;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /signup}: a workspace with its first user. */
@Named
@RequestScoped
public class SignUpPage {
  @Inject private SignUp signUp;
  @Inject private PasswordPolicy passwordPolicy;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private EnrolmentStep enrolmentStep;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("setupCode", "workspaceName", "userName", "email", "password");

  @PostConstruct
  void readCode() {
    // Whether the field is there depends on it, so it is needed before the fields are read.
    form.put(
        "setupCode",
        Stream.of("code", "setupCode")
            .map(request::getParameter)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("")
            .strip());
  }

  /** Says at once that the set-up code is good no longer. */
  public void judgeCode() {
    if (!setupCode().isEmpty() && !signUp.acceptsCode()) {
      texts.wrong("setupCode", "signup.codeUsed");
    }
  }

  /** Whether this person may sign up, perhaps with a code. */
  public boolean isOpen() {
    return signUp.isOpen() || signUp.acceptsCode();
  }

  /**
   * Whether to ask for the code that the server printed. One that was given is asked for even if it
   * is good no longer: it must be refused, and not pass for an ordinary sign-up.
   */
  public boolean isSetupCodeShown() {
    return !setupCode().isEmpty() || !signUp.isOpen();
  }

  /** Whether the workspace would be the first, and its user administer the installation. */
  public boolean isFirst() {
    return isSetupCodeShown() && signUp.acceptsCode();
  }

  /** Whether sign-up is open without the set-up code as well. */
  public boolean isCodeNeedless() {
    return isSetupCodeShown() && signUp.isOpen();
  }

  /** Signs up and logs in, or says what is wrong beside each field. */
  public void submit() {
    Optional<WorkspaceName> workspace = texts.read(form, "workspaceName", WorkspaceName::new);
    Optional<UserName> user = texts.read(form, "userName", UserName::new);
    Optional<EmailAddress> address = texts.read(form, "email", EmailAddress::new);
    if (workspace.isPresent() && user.isPresent() && address.isPresent()) {
      signUp(
          new SignUpRequest(
              workspace.get(),
              Optional.empty(),
              user.get(),
              Optional.empty(),
              address.get(),
              new Password(form.text("password")),
              Optional.of(setupCode()).filter(code -> !code.isBlank()),
              requests.isAtTheMachine(request),
              requests.client(request)));
    } else {
      judgePassword();
    }
  }

  /** Says what is wrong with the password, too, where something else is: both at once. */
  private void judgePassword() {
    try {
      passwordPolicy.check(
          new Password(form.text("password")),
          PasswordOwner.newcomer(
              form.text("userName"), form.text("workspaceName"), "", form.text("email"), ""));
    } catch (InvalidInput e) {
      texts.wrong("password", e);
    }
  }

  private void signUp(SignUpRequest wanted) {
    try {
      LoginOutcome outcome = signUp.begin(wanted);
      if (outcome instanceof LoggedIn loggedIn) {
        browser.enter(loggedIn, "/");
      } else if (outcome instanceof EnrolmentRequired required) {
        enrolmentStep.go(required, false, "");
      }
    } catch (InvalidInput e) {
      texts.wrong("password", e);
    } catch (Conflict e) {
      texts.wrong("workspaceName", e);
    } catch (SignUpRefused e) {
      if (isSetupCodeShown()) {
        texts.wrong("setupCode", e);
      } else {
        texts.wrong(e);
      }
    }
  }

  private String setupCode() {
    return form.text("setupCode");
  }

  public Form getForm() {
    return form;
  }
}
