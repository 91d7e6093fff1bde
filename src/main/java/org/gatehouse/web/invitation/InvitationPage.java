package org.gatehouse.web.invitation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.invitation.AcceptInvitation;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.http.Requests;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Form;
import org.gatehouse.web.Texts;

/**
 * {@code /invitation}: the first password of whoever follows the link of an invitation. The token
 * stands behind the {@code #} of the link, as that of {@code /reset} does.
 */
@Named
@RequestScoped
public class InvitationPage {
  @Inject private AcceptInvitation acceptInvitation;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;
  @Inject private Browser browser;
  @Inject private Texts texts;

  private final Form form = new Form("token").secrets("password");

  /** Sets the password and logs the person in, or says what is wrong. */
  public void submit() {
    try {
      acceptInvitation
          .accept(form.text("token"), new Password(form.text("password")), requests.client(request))
          .ifPresentOrElse(
              accepted ->
                  accepted
                      .login()
                      .ifPresentOrElse(
                          in -> browser.enter(in, "/"),
                          () -> {
                            browser.know(accepted.user().id());
                            browser.go("/login", "invitation.accepted");
                          }),
              () -> texts.wrong("invitation.refused"));
    } catch (InvalidInput e) {
      texts.wrong("password", e);
    }
  }

  public Form getForm() {
    return form;
  }
}
