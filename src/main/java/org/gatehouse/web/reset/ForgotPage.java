package org.gatehouse.web.reset;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.core.reset.RequestPasswordReset;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/** {@code /forgot}: a mail with which to choose a new password. */
@Named
@RequestScoped
public class ForgotPage {
  @Inject private RequestPasswordReset requestPasswordReset;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("email");

  /** Asks for the mail; says the same for every address. */
  public void submit() {
    texts
        .read(form, "email", EmailAddress::new)
        .ifPresent(
            address -> {
              requestPasswordReset.request(address, requests.client(request));
              browser.go("/login", "forgot.sent");
            });
  }

  public Form getForm() {
    return form;
  }
}
