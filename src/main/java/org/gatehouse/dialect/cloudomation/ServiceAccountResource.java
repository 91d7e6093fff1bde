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
import org.gatehouse.core.administration.AddServiceAccount;
import org.gatehouse.core.administration.AddedServiceAccount;
import org.gatehouse.core.administration.ManageServiceAccounts;
import org.gatehouse.core.administration.NewServiceAccount;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserList;
import org.gatehouse.core.user.UserName;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/service-account}: the programs of the caller's workspace. */
@Path("/{version:1|latest}/service-account")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.MANAGE_KEYS)
public class ServiceAccountResource {
  @Inject private ManageServiceAccounts accounts;
  @Inject private AddServiceAccount addServiceAccount;
  @Inject private Grants grants;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** A page of the service accounts. */
  @GET
  public JsonObject list(@BeanParam Paging paging) {
    UserList found = accounts.list(caller.get(), paging.search(), paging.number(), paging.size());
    Map<UUID, List<String>> roles = grants.roles(found.users().stream().map(User::id).toList());
    return paging.reply(
        "service_accounts",
        found.users(),
        found.total(),
        account -> UserDetails.of(account, roles.getOrDefault(account.id(), List.of())));
  }

  /** One service account. */
  @GET
  @Path("{name}")
  public JsonObject get(@PathParam("name") String name) {
    return updated(accounts.find(caller.get(), name)).build();
  }

  /** Adds a service account with its first key, which is shown in this reply only. */
  @POST
  public Response add(InputStream body, @Context UriInfo uri) {
    JsonBody json = JsonBody.read(body);
    json.only("name", "display_name", "roles");
    AddedServiceAccount added =
        addServiceAccount.add(
            caller.get(),
            new NewServiceAccount(
                new UserName(json.text("name")),
                json.optionalText("display_name").map(DisplayName::new),
                json.optionalTexts("roles").orElse(List.of())));
    JsonObjectBuilder reply = updated(Optional.of(added.account()));
    return Created.of(settings, uri, added.account().name())
        .entity(KeyDetails.withSecret(reply, added.key()))
        .build();
  }

  /** Changes what is given, the roles as a whole. */
  @PATCH
  @Path("{name}")
  public JsonObject change(@PathParam("name") String name, InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only("display_name", "status", "roles");
    return updated(
            accounts.change(
                caller.get(),
                name,
                json.optionalText("display_name").map(DisplayName::new),
                json.optionalText("status").map(UserDetails::isActive),
                json.optionalTexts("roles")))
        .build();
  }

  /** Deactivates a service account: its sessions end, the name stays taken. */
  @DELETE
  @Path("{name}")
  public JsonObject deactivate(@PathParam("name") String name) {
    return updated(
            accounts.change(
                caller.get(), name, Optional.empty(), Optional.of(false), Optional.empty()))
        .build();
  }

  private JsonObjectBuilder updated(Optional<User> account) {
    User found = account.orElseThrow(NotFoundException::new);
    return Json.createObjectBuilder()
        .add("updated", UserDetails.of(found, grants.roles(found.id())));
  }
}
