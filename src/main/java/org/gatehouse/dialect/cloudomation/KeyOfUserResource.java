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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.gatehouse.core.administration.ManageUserKeys;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/user/{name}/key}: the keys with which programs log in as this person. */
@Path("/{version:1|latest}/user/{name}/key")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.MANAGE_PEOPLE)
public class KeyOfUserResource {
  @Inject private ManageUserKeys keys;
  @Inject private CurrentCaller caller;

  /** Those that are good, the newest first. */
  @GET
  public JsonObject list(@PathParam("name") String name, @BeanParam Paging paging) {
    return KeyDetails.list(
        paging, keys.list(caller.get(), name).orElseThrow(NotFoundException::new));
  }

  /** Revokes a key. */
  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("name") String name, @PathParam("id") UUID id) {
    KeyDetails.revoked(keys.revoke(caller.get(), name, id));
  }
}
