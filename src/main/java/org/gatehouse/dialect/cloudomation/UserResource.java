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
import jakarta.ws.rs.PATCH;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.account.ChangePassword;
import org.gatehouse.core.administration.AddUser;
import org.gatehouse.core.administration.AddedUser;
import org.gatehouse.core.administration.ChangeUser;
import org.gatehouse.core.administration.DeleteUser;
import org.gatehouse.core.administration.FindUsers;
import org.gatehouse.core.administration.NewUser;
import org.gatehouse.core.administration.UserChange;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserName;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/user}: the users of the caller's workspace (contract: Cloudomation). */
@Path("/{version:1|latest}/user")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class UserResource {
  private static final String RANKS = "ranks";

  @Inject private FindUsers findUsers;
  @Inject private AddUser addUser;
  @Inject private ChangeUser changeUser;
  @Inject private DeleteUser deleteUser;
  @Inject private ChangePassword changePassword;
  @Inject private Grants grants;
  @Inject private RecentAccess access;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** One user of the workspace. */
  @GET
  @Path("{name}")
  public JsonObject get(@PathParam("name") String name) {
    return updated(findUsers.findRecent(caller.get(), name)).build();
  }

  /** A page of the users of the workspace, for those who see to people. */
  @GET
  @RolesAllowed(Permission.Role.READ_PEOPLE)
  public JsonObject list(@BeanParam Paging paging) {
    UserList found = findUsers.list(caller.get(), paging.search(), paging.number(), paging.size());
    Map<UUID, List<String>> roles = grants.roles(found.users().stream().map(User::id).toList());
    return paging.reply(
        "users",
        found.users(),
        found.total(),
        user -> details(user, roles.getOrDefault(user.id(), List.of())));
  }

  /** Adds a user; without a password one is made, and shown in this reply only. */
  @POST
  @RolesAllowed(Permission.Role.MANAGE_PEOPLE)
  public Response add(InputStream body, @Context UriInfo uri) {
    JsonBody json = JsonBody.read(body);
    json.only("name", "email", "password", "display_name", "is_client_admin", "roles");
    AddedUser added =
        addUser.add(
            caller.get(),
            new NewUser(
                new UserName(json.text("name")),
                new EmailAddress(json.text("email")),
                json.optionalText("display_name").map(DisplayName::new),
                json.optionalText("password").map(Password::new),
                json.optionalFlag("is_client_admin").orElse(false),
                json.optionalTexts("roles").orElse(List.of())));
    JsonObjectBuilder reply = updated(Optional.of(added.user()));
    added.madePassword().ifPresent(made -> reply.add("initial_password", made));
    return Created.of(settings, uri, added.user().name()).entity(reply.build()).build();
  }

  /** Changes the own password, or, for administrators, what else may change. */
  @PATCH
  @Path("{name}")
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public JsonObject change(@PathParam("name") String name, InputStream body) {
    JsonBody json = JsonBody.read(body);
    return json.has("password") || json.has(OwnProof.CURRENT_PASSWORD)
        ? changeOwnPassword(name, json)
        : changeUser(name, json);
  }

  /** Deactivates a user: the sessions end, the name stays taken. */
  @DELETE
  @Path("{name}")
  @RolesAllowed(Permission.Role.MANAGE_PEOPLE)
  public JsonObject deactivate(@PathParam("name") String name) {
    return updated(changeUser.change(caller.get(), name, UserChange.active(false))).build();
  }

  /** Deletes a user: it is out at once, and what is kept of it goes after days. */
  @PUT
  @Path("{name}/deletion")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject delete(@PathParam("name") String name) {
    return updated(deleteUser.delete(caller.get(), name)).build();
  }

  /** Brings a deleted user back. */
  @DELETE
  @Path("{name}/deletion")
  @RolesAllowed(Permission.Role.MANAGE_PEOPLE)
  public JsonObject takeDeletionBack(@PathParam("name") String name) {
    return updated(deleteUser.takeBack(caller.get(), name)).build();
  }

  /** Lets a user administer the installation; for others who do. */
  @PUT
  @Path("{name}/system-admin")
  @RolesAllowed(Permission.Role.ADMINISTER_INSTALLATION)
  public JsonObject grantSystemAdministration(@PathParam("name") String name) {
    return updated(changeUser.change(caller.get(), name, UserChange.systemAdministrator(true)))
        .build();
  }

  /** Lets a user administer the installation no longer. */
  @DELETE
  @Path("{name}/system-admin")
  @RolesAllowed(Permission.Role.ADMINISTER_INSTALLATION)
  public JsonObject revokeSystemAdministration(@PathParam("name") String name) {
    return updated(changeUser.change(caller.get(), name, UserChange.systemAdministrator(false)))
        .build();
  }

  private JsonObject changeOwnPassword(String name, JsonBody json) {
    json.only(OwnProof.CURRENT_PASSWORD, OwnProof.CODE, "password");
    Caller self = caller.get();
    User user = findUsers.find(self, name).orElseThrow(NotFoundException::new);
    if (!user.id().equals(self.userId())) {
      throw new NotPermitted("Nobody can choose the password of somebody else.");
    }
    Password current = new Password(json.text(OwnProof.CURRENT_PASSWORD));
    changePassword.change(
        self, current, json.optionalText(OwnProof.CODE), new Password(json.text("password")));
    return updated(Optional.of(user)).build();
  }

  private JsonObject changeUser(String name, JsonBody json) {
    json.only(
        "email",
        "status",
        "is_client_admin",
        "display_name",
        "roles",
        RANKS,
        KeyDetails.EXPIRES_AT);
    UserChange change =
        new UserChange(
            json.optionalText("email").map(EmailAddress::new),
            json.optionalText("display_name").map(DisplayName::new),
            json.optionalText("status").map(UserDetails::isActive),
            json.optionalFlag("is_client_admin"),
            Optional.empty(),
            json.optionalTexts("roles"),
            json.optionalTexts(RANKS).map(Rank::read).map(UserChange::only).orElse(Map.of()),
            json.has(KeyDetails.EXPIRES_AT)
                ? Optional.of(new UserChange.Expiry(KeyDetails.expiresAt(json)))
                : Optional.empty());
    return updated(changeUser.change(caller.get(), name, change)).build();
  }

  private JsonObjectBuilder updated(Optional<User> user) {
    User found = user.orElseThrow(NotFoundException::new);
    return Json.createObjectBuilder().add("updated", details(found, access.of(found.id()).roles()));
  }

  private JsonObjectBuilder details(User user, List<String> roles) {
    JsonObjectBuilder details =
        UserDetails.of(user, roles)
            .add("email", user.email())
            .add("is_client_admin", user.isAdministrator())
            .add("is_system_admin", user.isSystemAdministrator());
    KeyDetails.add(details, KeyDetails.EXPIRES_AT, user.expiresAt());
    if (seesMore(user)) {
      details.add(RANKS, Json.createArrayBuilder(Rank.words(user.ranksBelowAdministrators())));
      KeyDetails.add(details, "idle_since", user.idleSince());
      KeyDetails.add(details, "erase_at", user.eraseAt());
    }
    return details;
  }

  /** Nobody else is told ranks, and who isn't there: they tell whom to go for. */
  private boolean seesMore(User user) {
    return caller.get().may(Permission.READ_PEOPLE) || caller.get().userId().equals(user.id());
  }
}
