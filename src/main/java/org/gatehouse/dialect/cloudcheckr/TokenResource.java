package org.gatehouse.dialect.cloudcheckr;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.login.Login;
import org.gatehouse.core.login.LoginAttempt;
import org.gatehouse.core.login.LoginOutcome;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.state.ClientStates;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.FormParameters;
import org.gatehouse.http.RefusedLogin;
import org.gatehouse.http.Requests;

/** {@code /v1/auth/token}: get a token, keep it fresh, give it back (contract: CloudCheckr). */
@Path("/auth/token")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
  @Inject private Login login;
  @Inject private Authentication authentication;
  @Inject private TokenIssuer tokens;
  @Inject private ClientStates states;
  @Inject private Requests requests;
  @Inject private CurrentCaller caller;
  @Inject private HttpServletRequest request;

  /** Logs in by a form. What stands in the query counts for nothing: servers write it down. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public JsonObject generate(@QueryParam("app") @DefaultValue("") String app, InputStream body) {
    requireKnown(app);
    FormParameters form = FormParameters.of(body);
    LoginOutcome outcome =
        login.login(
            LoginAttempt.ofProgram(
                Optional.empty(),
                requests.workspace(request),
                required(form, "username"),
                required(form, "password"),
                form.text("otp"),
                requests.client(request)));
    if (outcome instanceof LoggedIn loggedIn) {
      return reply(loggedIn.caller(), app);
    }
    throw RefusedLogin.of(outcome);
  }

  /** Replaces the token of this request, which is good for a minute more. */
  @PATCH
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public JsonObject refresh(@QueryParam("app") @DefaultValue("") String app) {
    requireKnown(app);
    Caller fresh =
        authentication
            .refresh(caller.get())
            .orElseThrow(
                () ->
                    new NotAuthorizedException(
                        Response.status(Response.Status.UNAUTHORIZED).build()));
    return reply(fresh, app);
  }

  /** Ends the session: this token, and every other of it, stops working. */
  @DELETE
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public void end() {
    authentication.logOut(caller.get());
  }

  private void requireKnown(String app) {
    if (!app.isEmpty()) {
      states.require(app);
    }
  }

  private static String required(FormParameters form, String name) {
    return form.text(name).orElseThrow(() -> new BadRequest(name + " is missing."));
  }

  private JsonObject reply(Caller who, String app) {
    JsonObjectBuilder reply =
        Json.createObjectBuilder()
            .add("token", tokens.issue(who).value())
            .add(
                "user",
                Json.createObjectBuilder()
                    .add("id", who.userId().toString())
                    .add("username", who.userName())
                    .add("email_address", who.email())
                    .add("display_name", who.displayName())
                    .add("account_access_type", Roles.highest(who.roles()))
                    .add("source", who.source()))
            .add("permissions", Json.createArrayBuilder(who.roles().stream().sorted().toList()));
    if (!app.isEmpty()) {
      reply.add("state", states.of(who.userId(), app));
    }
    return reply.build();
  }
}
