package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import java.util.Optional;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/datasource}: the datasources that the caller's workspace knows. */
@Path("/{version:1|latest}/datasource")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.READ_SETTINGS)
public class DatasourceResource {
  @Inject private ManageAccess manageAccess;
  @Inject private CurrentCaller caller;
  @Inject private Settings settings;

  /** A page of the datasources. */
  @GET
  public JsonObject list(@BeanParam Paging paging) {
    Listing<Datasource> found =
        manageAccess.datasources(caller.get(), paging.search(), paging.number(), paging.size());
    return paging.reply("datasources", found.items(), found.total(), AccessDetails::of);
  }

  /** One datasource. */
  @GET
  @Path("{name}")
  public JsonObject get(@PathParam("name") String name) {
    return updated(manageAccess.datasource(caller.get(), name));
  }

  /** Adds a datasource. */
  @POST
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public Response add(InputStream body, @Context UriInfo uri) {
    JsonBody json = JsonBody.read(body);
    json.only("name", "description");
    Datasource datasource =
        manageAccess.addDatasource(
            caller.get(),
            new AccessName(json.text("name")),
            AccessDetails.description(json).orElse(Description.NONE));
    return Created.of(settings, uri, datasource.name())
        .entity(updated(Optional.of(datasource)))
        .build();
  }

  /** Changes what is given. */
  @PATCH
  @Path("{name}")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public JsonObject change(@PathParam("name") String name, InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only("description");
    Optional<Description> description = AccessDetails.description(json);
    return updated(
        description.isPresent()
            ? manageAccess.changeDatasource(caller.get(), name, description.get())
            : manageAccess.datasource(caller.get(), name));
  }

  /** Removes a datasource: no role allows it any longer. */
  @DELETE
  @Path("{name}")
  @RolesAllowed(Permission.Role.ADMINISTER_WORKSPACE)
  public void remove(@PathParam("name") String name) {
    if (!manageAccess.removeDatasource(caller.get(), name)) {
      throw new NotFoundException();
    }
  }

  private static JsonObject updated(Optional<Datasource> datasource) {
    return Json.createObjectBuilder()
        .add("updated", datasource.map(AccessDetails::of).orElseThrow(NotFoundException::new))
        .build();
  }
}
