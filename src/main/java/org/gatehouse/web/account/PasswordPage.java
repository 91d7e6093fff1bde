package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.core.account.ChangePassword;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.web.Browser;
import org.gatehouse.web.CurrentUser;
import org.gatehouse.web.Texts;

/** {@code /account/password}. */
@Named
@RequestScoped
public class PasswordPage {
  @Inject private OwnAccount account;
  @Inject private ChangePassword changePassword;
  @Inject private CurrentUser currentUser;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private String currentPassword = "";
  private String newPassword = "";

  /** Changes the password, or says what is wrong with it. */
  public void submit() {
    try {
      changePassword.change(
          account.caller(),
          new Password(currentPassword),
          account.typedCode(),
          new Password(newPassword));
      browser.know(account.caller().userId());
      // Who had to change it wants to get on, and only now may.
      browser.go(
          currentUser.isMustChangePassword() ? "/" : "/account/password", "password.changed");
    } catch (InvalidInput e) {
      boolean current = e.rule().startsWith("currentPassword");
      texts.wrong(current ? "currentPassword" : "newPassword", e);
    }
  }

  /** What was typed as the current password. */
  public String getCurrentPassword() {
    return currentPassword;
  }

  /** What was typed as the current password. */
  public void setCurrentPassword(String currentPassword) {
    this.currentPassword = currentPassword;
  }

  /** What was typed as the new password. */
  public String getNewPassword() {
    return newPassword;
  }

  /** What was typed as the new password. */
  public void setNewPassword(String newPassword) {
    this.newPassword = newPassword;
  }
}
