package org.gatehouse.dialect.cloudio;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.text.Names;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;

/** {@code /v1/datasources}: what the caller may use (contract: CloudIO). */
@Path("/datasources")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@NeedsCsrf
@RolesAllowed(Roles.USER)
public class DatasourceResource {
  @Inject private CurrentCaller caller;
  @Inject private RecentAccess access;

  /** All that the caller may use. */
  @GET
  public JsonObject list() {
    JsonArrayBuilder datasources = Json.createArrayBuilder();
    access
        .of(caller.get().userId())
        .datasources()
        .forEach(found -> datasources.add(details(found)));
    return Json.createObjectBuilder().add("status", "OK").add("datasources", datasources).build();
  }

  /** One of them, or 403: whether there is one that the caller may not use isn't said. */
  @GET
  @Path("{name}")
  public JsonObject get(@PathParam("name") String name) {
    return access.of(caller.get().userId()).datasources().stream()
        .filter(datasource -> Names.key(datasource.name()).equals(Names.key(name)))
        .findFirst()
        .map(datasource -> details(datasource).add("status", "OK").build())
        .orElseThrow(() -> new NotPermitted("No such datasource for this user!"));
  }

  private static JsonObjectBuilder details(Datasource datasource) {
    return Json.createObjectBuilder()
        .add("name", datasource.name())
        .add("description", datasource.description());
  }
}
