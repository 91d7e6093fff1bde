package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.administration.ManageUserSessions;
import org.gatehouse.core.session.Session;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/user/{name}/session}: where a person of the workspace is logged in. */
@Path("/{version:1|latest}/user/{name}/session")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.MANAGE_PEOPLE)
public class UserSessionResource {
  @Inject private ManageUserSessions sessions;
  @Inject private CurrentCaller caller;

  /** Those that go on, the latest used first. */
  @GET
  public JsonObject list(@PathParam("name") String name, @BeanParam Paging paging) {
    return paging.replyOfAll(
        "sessions",
        sessions.list(caller.get(), name).orElseThrow(NotFoundException::new),
        Session::userAgent,
        this::details);
  }

  /** Ends one. */
  @DELETE
  @Path("{id}")
  public void end(@PathParam("name") String name, @PathParam("id") UUID id) {
    KeyDetails.revoked(sessions.end(caller.get(), name, id));
  }

  /** Ends all. */
  @DELETE
  public void endAll(@PathParam("name") String name) {
    KeyDetails.revoked(sessions.endAll(caller.get(), name).isPresent());
  }

  private JsonObjectBuilder details(Session session) {
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add("id", session.id().toString())
            .add("user_agent", session.userAgent())
            .add("address", session.address())
            .add("remembered", session.isRemembered())
            .add("source", session.source())
            .add("current", session.id().equals(caller.get().sessionId()));
    KeyDetails.add(details, "created_at", Optional.of(session.createdAt()));
    KeyDetails.add(details, "last_seen_at", Optional.of(session.lastSeenAt()));
    KeyDetails.add(details, KeyDetails.EXPIRES_AT, Optional.of(session.expiresAt()));
    return details;
  }
}
