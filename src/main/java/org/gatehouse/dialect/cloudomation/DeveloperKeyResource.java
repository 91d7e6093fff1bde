package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.gatehouse.core.administration.ManageDeveloperKeys;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/developer-key}: the keys that name the applications of the caller's workspace. */
@Path("/{version:1|latest}/developer-key")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.MANAGE_KEYS)
public class DeveloperKeyResource {
  @Inject private ManageDeveloperKeys keys;
  @Inject private CurrentCaller caller;

  /** Those that are good, the newest first. */
  @GET
  public JsonObject list(@BeanParam Paging paging) {
    return KeyDetails.list(paging, keys.list(caller.get()));
  }

  /** Makes a key, which is shown in this reply only. */
  @POST
  public Response make(InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(KeyDetails.NAME, KeyDetails.EXPIRES_AT);
    return KeyDetails.made(
        keys.make(caller.get(), KeyDetails.name(json), KeyDetails.expiresAt(json)));
  }

  /** Revokes a key. */
  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("id") UUID id) {
    KeyDetails.revoked(keys.revoke(caller.get(), id));
  }

  /** Makes a key in the place of another, which goes on for as long as the body says. */
  @POST
  @Path("{id}/rotation")
  public Response rotate(@PathParam("id") UUID id, InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(KeyDetails.OVERLAP, KeyDetails.EXPIRES_AT);
    return KeyDetails.rotated(
        keys.rotate(caller.get(), id, KeyDetails.overlap(json), KeyDetails.expiresAt(json)));
  }
}
