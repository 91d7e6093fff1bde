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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.administration.InviteUser;
import org.gatehouse.core.administration.NewUser;
import org.gatehouse.core.invitation.Invitation;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/invitation}: people who were asked by mail to come in, by their user names. */
@Path("/{version:1|latest}/invitation")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_PEOPLE)
public class InvitationResource {
  @Inject private InviteUser inviteUser;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** Those that wait for an answer, the newest first. */
  @GET
  public JsonObject list(@BeanParam Paging paging) {
    return paging.replyOfAll(
        "invitations",
        inviteUser.list(caller.get()),
        invitation -> invitation.user().name(),
        InvitationResource::details);
  }

  /** Adds a user without a password, and sends the invitation. */
  @POST
  @RolesAllowed(Permission.Role.MANAGE_PEOPLE)
  public Response invite(InputStream body, @Context UriInfo uri) {
    JsonBody json = JsonBody.read(body);
    json.only("name", "email", "display_name", "is_client_admin", "roles");
    User invited =
        inviteUser.invite(
            caller.get(),
            new NewUser(
                new UserName(json.text("name")),
                new EmailAddress(json.text("email")),
                json.optionalText("display_name").map(DisplayName::new),
                Optional.empty(),
                json.optionalFlag("is_client_admin").orElse(false),
                json.optionalTexts("roles").orElse(List.of())));
    return Created.of(settings, uri, invited.name()).entity(updated(invited)).build();
  }

  /** Sends another one; the one before is good no longer. */
  @PUT
  @Path("{name}")
  @RolesAllowed(Permission.Role.MANAGE_PEOPLE)
  public JsonObject inviteAgain(@PathParam("name") String name) {
    return updated(inviteUser.inviteAgain(caller.get(), name).orElseThrow(NotFoundException::new));
  }

  /** Takes one back, and deactivates the user. */
  @DELETE
  @Path("{name}")
  @RolesAllowed(Permission.Role.MANAGE_PEOPLE)
  public void withdraw(@PathParam("name") String name) {
    KeyDetails.revoked(inviteUser.withdraw(caller.get(), name));
  }

  private JsonObject updated(User user) {
    return Json.createObjectBuilder()
        .add("updated", details(inviteUser.of(caller.get(), user).orElseThrow()))
        .build();
  }

  private static JsonObjectBuilder details(Invitation invitation) {
    User user = invitation.user();
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add("name", user.name())
            .add("user_id", user.id().toString())
            .add("email", invitation.email())
            .add("display_name", user.displayName())
            .add("invited_by", invitation.invitedBy().toString());
    KeyDetails.add(details, "created_at", Optional.of(invitation.createdAt()));
    KeyDetails.add(details, KeyDetails.EXPIRES_AT, Optional.of(invitation.expiresAt()));
    return details;
  }
}
