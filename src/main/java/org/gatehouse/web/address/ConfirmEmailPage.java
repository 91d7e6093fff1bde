package org.gatehouse.web.address;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.core.address.ConfirmAddress;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.CurrentUser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/**
 * {@code /confirm-email}: yes to more mail, by whoever follows the link of the first. The token
 * comes as on {@code /reset}; only the button confirms, not a program that looks at links.
 */
@Named
@RequestScoped
public class ConfirmEmailPage {
  @Inject private ConfirmAddress confirmAddress;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private CurrentUser currentUser;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("token");

  /** Confirms the address, or says that the link isn't good. */
  public void submit() {
    if (confirmAddress.confirm(form.text("token"), requests.client(request))) {
      browser.go(currentUser.isSignedIn() ? "/account/profile" : "/login", "confirmEmail.done");
    } else {
      texts.wrong("confirmEmail.refused");
    }
  }

  public Form getForm() {
    return form;
  }
}
