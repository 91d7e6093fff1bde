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
import org.gatehouse.web.Form;
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

  private final Form form = new Form("token", "userName").secrets("password").boxes("keysToo");

  /** Sets the password, or says what is wrong. */
  public void submit() {
    try {
      resetPassword
          .reset(
              form.text("token"),
              requests.workspace(request),
              form.text("userName"),
              new Password(form.text("password")),
              form.isTicked("keysToo"),
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

  public Form getForm() {
    return form;
  }
}
