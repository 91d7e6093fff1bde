package org.gatehouse.web.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.gatehouse.core.account.ChangePassword;
import org.gatehouse.core.account.ReauthenticationRule;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.web.Browser;
import org.gatehouse.web.CurrentUser;
import org.gatehouse.web.Form;
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

  private final Form form = new Form("newPassword", "then");

  @PostConstruct
  void fillIn() {
    form.put("then", browser.parameter("then"));
  }

  /** Changes the password, or says what is wrong with it. */
  public void submit() {
    try {
      changePassword.change(
          account.caller(),
          account.typedPassword(),
          account.typedCode(),
          new Password(form.text("newPassword")));
      browser.know(account.caller().userId());
      String then = form.text("then");
      // Who had to change it wants to get on, and only now may.
      if (currentUser.isMustChangePassword() && !then.isEmpty()) {
        browser.goOn(then);
      } else {
        browser.go(
            currentUser.isMustChangePassword() ? "/" : "/account/password", "password.changed");
      }
    } catch (InvalidInput e) {
      boolean current = e.rule() instanceof ReauthenticationRule;
      texts.wrong(current ? "currentPassword" : "newPassword", e);
    }
  }

  public Form getForm() {
    return form;
  }
}
