package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;
import org.gatehouse.http.RefusedLogin;
import org.gatehouse.http.Requests;

/** {@code POST /api/1/auth}: credentials as JSON, a token in return (contract: Cloudomation). */
@Path("/{version:1|latest}/auth")
@ApplicationScoped
public class AuthResource {
  @Inject private Login login;
  @Inject private Authentication authentication;
  @Inject private TokenIssuer tokens;
  @Inject private Requests requests;
  @Inject private CurrentCaller caller;
  @Inject private HttpServletRequest request;

  /** Logs in. A refusal is exactly {@code 401: Unauthorized}; the seed's script compares it. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response logIn(InputStream body) {
    JsonBody json = JsonBody.read(body);
    LoginAttempt attempt =
        LoginAttempt.ofProgram(
            json.optionalText("client_name").filter(name -> !name.isBlank()),
            requests.workspace(request),
            json.text("user_name"),
            json.text("password"),
            json.optionalText("otp").filter(code -> !code.isBlank()),
            requests.client(request));
    LoginOutcome outcome = login.login(attempt);
    if (outcome instanceof LoggedIn loggedIn) {
      return Response.ok(
              LoginReply.of(loggedIn, tokens.issue(loggedIn.caller())),
              MediaType.APPLICATION_JSON_TYPE)
          .build();
    }
    throw RefusedLogin.of(outcome);
  }

  /** Logs out: the token of this request, and every other of its session, stops working. */
  @DELETE
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public void logOut() {
    authentication.logOut(caller.get());
  }
}
