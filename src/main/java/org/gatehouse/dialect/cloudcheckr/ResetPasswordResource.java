package org.gatehouse.dialect.cloudcheckr;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.reset.RequestPasswordReset;
import org.gatehouse.core.reset.ResetPassword;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.http.JsonBody;
import org.gatehouse.http.Requests;

/** {@code /v1/auth/resetpassword}: a mail, and a new password for it (contract: CloudCheckr). */
@Path("/auth/resetpassword")
@ApplicationScoped
public class ResetPasswordResource {
  @Inject private RequestPasswordReset requestPasswordReset;
  @Inject private ResetPassword resetPassword;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;

  /** Asks for a mail. The answer is the same for every address. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public void request(InputStream body) {
    EmailAddress email = new EmailAddress(JsonBody.read(body).text("email_address"));
    requestPasswordReset.request(email, requests.client(request));
  }

  /** Chooses a new password with the token of the mail. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public void reset(InputStream body) {
    JsonBody json = JsonBody.read(body);
    String token = json.text("token");
    String userName = json.text("username");
    Password password = new Password(json.text("password"));
    if (!password.equals(new Password(json.text("password_confirmation")))) {
      throw new InvalidInput(ConfirmationRule.DIFFERS);
    }
    Optional<UUID> done =
        resetPassword.reset(
            token,
            requests.workspace(request),
            userName,
            password,
            false,
            requests.client(request));
    if (done.isEmpty()) {
      throw new NotAuthorizedException(Response.status(Response.Status.UNAUTHORIZED).build());
    }
  }
}
