package org.gatehouse.dialect.cloudomation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.signup.SignUp;
import org.gatehouse.core.signup.SignUpRequest;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.http.JsonBody;
import org.gatehouse.http.Requests;

/** {@code POST /api/1/signup}: a workspace with its first user (contract: Cloudomation). */
@Path("/{version:1|latest}/signup")
@ApplicationScoped
public class SignUpResource {
  @Inject private SignUp signUp;
  @Inject private TokenIssuer tokens;
  @Inject private Requests requests;
  @Inject private HttpServletRequest request;

  /** Signs up, and answers as a login does. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Response signUp(InputStream body) {
    JsonBody json = JsonBody.read(body);
    SignUpRequest wanted =
        new SignUpRequest(
            new WorkspaceName(json.text("workspace_name")),
            json.optionalText("workspace_uid").map(WorkspaceUid::new),
            new UserName(json.text("user_name")),
            Optional.empty(),
            new EmailAddress(json.text("email")),
            new Password(json.text("password")),
            json.optionalText("setup_code").filter(code -> !code.isBlank()),
            requests.isAtTheMachine(request),
            requests.client(request));
    LoggedIn loggedIn = signUp.signUp(wanted);
    return Response.status(Response.Status.CREATED)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(LoginReply.of(loggedIn, tokens.issue(loggedIn.caller())))
        .build();
  }
}
