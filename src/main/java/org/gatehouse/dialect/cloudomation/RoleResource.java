package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
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
import java.util.Optional;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/role}: the roles that the caller's workspace defines. */
@Path("/{version:1|latest}/role")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_SETTINGS)
public class RoleResource {
  @Inject private ManageAccess manageAccess;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** A page of the roles. */
  @GET
  public JsonObject list(@BeanParam Paging paging) {
    Listing<Role> found =
        manageAccess.roles(caller.get(), paging.search(), paging.number(), paging.size());
    return paging.reply("roles", found.items(), found.total(), RoleResource::details);
  }

  /** One role. */
  @GET
  @Path("{name}")
  public JsonObject get(@PathParam("name") String name) {
    return updated(manageAccess.role(caller.get(), name));
  }

  /** Adds a role. */
  @POST
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public Response add(InputStream body, @Context UriInfo uri) {
    JsonBody json = JsonBody.read(body);
    json.only("name", "description", "datasources");
    Role role =
        manageAccess.addRole(
            caller.get(),
            new AccessName(json.text("name")),
            AccessDetails.description(json).orElse(Description.NONE),
            json.optionalTexts("datasources").orElse(List.of()));
    return Created.of(settings, uri, role.name()).entity(updated(Optional.of(role))).build();
  }

  /** Changes what is given, the datasources as a whole. */
  @PATCH
  @Path("{name}")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject change(@PathParam("name") String name, InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only("description", "datasources");
    return updated(
        manageAccess.changeRole(
            caller.get(),
            name,
            AccessDetails.description(json),
            json.optionalTexts("datasources")));
  }

  /** Removes a role: nobody has it any longer. */
  @DELETE
  @Path("{name}")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public void remove(@PathParam("name") String name) {
    if (!manageAccess.removeRole(caller.get(), name)) {
      throw new NotFoundException();
    }
  }

  private static JsonObject updated(Optional<Role> role) {
    return Json.createObjectBuilder()
        .add("updated", role.map(RoleResource::details).orElseThrow(NotFoundException::new))
        .build();
  }

  private static JsonObjectBuilder details(Role role) {
    JsonArrayBuilder datasources = Json.createArrayBuilder();
    role.datasources().stream().map(Datasource::name).forEach(datasources::add);
    return AccessDetails.of(role).add("datasources", datasources);
  }
}
