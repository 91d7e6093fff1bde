package org.gatehouse.dialect.cloudio;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonText;

/** {@code /v1/auth}: log in, see the session, log out (contract: CloudIO). */
@Path("/auth")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {
  @Inject private CurrentCaller caller;
  @Inject private Authentication authentication;
  @Inject private TokenIssuer tokens;
  @Inject private Csrf csrf;

  /**
   * Logs in: the authentication mechanism has, by the {@code Token} of this request and nothing
   * else.
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  public JsonObject logIn(InputStream body, @Context HttpHeaders headers) {
    // However the path is written: who shows a jwt must not learn the csrf by it.
    Optional<Caller> loggedIn = caller.findBySecret();
    try {
      requireJson(headers);
      readEmptyObject(body);
    } catch (BadRequest | BoundedBody.Unread | NotSupportedException e) {
      // Nobody will ever use this session.
      loggedIn.ifPresent(authentication::logOut);
      throw e;
    }
    Caller who = loggedIn.orElseThrow(() -> new NotPermitted("Invalid username and/or password!"));
    return session(who)
        .add("jwt", tokens.issueWithCsrf(who, csrf.of(who)).value())
        .add("status", "OK")
        .build();
  }

  /** The session that goes on. */
  @GET
  @Path("status")
  @NeedsCsrf
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public JsonObject status() {
    return session(caller.get()).add("status", "OK").build();
  }

  /** Logs out: every token of the session stops working. */
  @DELETE
  @NeedsCsrf
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public void logOut() {
    authentication.logOut(caller.get());
  }

  /** JAX-RS would do it, but servers differ in what they think of a missing type. */
  private static void requireJson(HttpHeaders headers) {
    MediaType type = headers.getMediaType();
    if (type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      throw new NotSupportedException();
    }
  }

  private static void readEmptyObject(InputStream body) {
    byte[] bytes = BoundedBody.read(body);
    if (bytes.length > 0 && !JsonText.object(bytes).isEmpty()) {
      throw new BadRequest("The body must be an empty JSON object.");
    }
  }

  private JsonObjectBuilder session(Caller who) {
    return Json.createObjectBuilder()
        .add("orgUid", who.workspaceUid())
        .add("sessionId", who.sessionId().toString())
        .add("userName", who.userName())
        .add("displayName", who.displayName())
        .add("emailAddress", who.email())
        .add("csrf", csrf.of(who));
  }
}
