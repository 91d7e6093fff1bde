package org.gatehouse.web.reset;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.reset.ResetPassword;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/**
 * {@code /reset}: a new password for whoever follows the link of the mail. The token stands behind
 * the {@code #} of the link, which browsers keep to themselves: a script moves it into its field.
 */
@Named
@RequestScoped
public class ResetPage {
  @Inject private ResetPassword resetPassword;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private String token = "";
  private String userName = "";
  private String password = "";
  private boolean keysToo;

  /** Sets the password, or says what is wrong. */
  public void submit() {
    try {
      resetPassword
          .reset(
              token,
              requests.workspace(request),
              userName,
              new Password(password),
              keysToo,
              requests.client(request))
          .ifPresentOrElse(
              user -> {
                browser.know(user);
                browser.go("/login", "reset.done");
              },
              () -> texts.wrong("reset.refused"));
    } catch (InvalidInput e) {
      texts.wrong("password", e);
    }
  }

  /** What the link has behind its {@code #}, or somebody pasted. */
  public String getToken() {
    return token;
  }

  /** What the link has behind its {@code #}, or somebody pasted. */
  public void setToken(String token) {
    this.token = token;
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

  /** Whether the person's keys are revoked as well. */
  public boolean isKeysToo() {
    return keysToo;
  }

  /** Whether the person's keys are revoked as well. */
  public void setKeysToo(boolean keysToo) {
    this.keysToo = keysToo;
  }
}
