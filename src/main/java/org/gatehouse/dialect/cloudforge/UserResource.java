package org.gatehouse.dialect.cloudforge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.RecentUsers;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;
import org.gatehouse.http.CurrentCaller;

/** {@code GET /api/1/users/me}: who one is (contract: CloudForge). */
@Path("/1/users/me" + CloudForge.EXTENSION)
@ApplicationScoped
@NeedsReadableParameters
public class UserResource {
  @Inject private CurrentCaller caller;
  @Inject private RecentUsers users;
  @Inject private RecentAccess access;
  @Inject private HttpServletRequest request;

  /** The person, or the service account, that makes the request. */
  @GET
  @RolesAllowed(Roles.USER)
  public Response me() {
    Caller who = caller.get();
    User user = users.withId(who.userId()).orElseThrow();
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add("id", user.id().toString())
            .add("login", user.name())
            .add("displayName", user.displayName());
    if (user.isServiceAccount()) {
      details.addNull("email");
    } else {
      details.add("email", user.email());
    }
    details
        .add("domain", who.workspaceUid())
        .add("companyName", who.workspaceName())
        .add("administrator", user.isAdministrator())
        .add("roles", Json.createArrayBuilder(access.of(user.id()).roles()));
    return CloudForgeReply.of(
        request, Response.Status.OK, CloudForgeReply.accepted().add("user", details));
  }
}
