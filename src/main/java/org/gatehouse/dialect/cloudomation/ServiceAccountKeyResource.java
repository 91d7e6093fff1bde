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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.gatehouse.core.administration.ManageServiceAccounts;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /api/1/service-account/{name}/key}: the keys with which a service account logs in. */
@Path("/{version:1|latest}/service-account/{name}/key")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.MANAGE_KEYS)
public class ServiceAccountKeyResource {
  @Inject private ManageServiceAccounts accounts;
  @Inject private CurrentCaller caller;

  /** Those that are good, the newest first. */
  @GET
  public JsonObject list(@PathParam("name") String name, @BeanParam Paging paging) {
    return KeyDetails.list(paging, accounts.keys(caller.get(), account(name)));
  }

  /** Makes a key, which is shown in this reply only. */
  @POST
  public Response make(@PathParam("name") String name, InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(KeyDetails.NAME, KeyDetails.EXPIRES_AT);
    return KeyDetails.made(
        accounts.makeKey(
            caller.get(), account(name), KeyDetails.name(json), KeyDetails.expiresAt(json)));
  }

  /** Revokes a key. */
  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("name") String name, @PathParam("id") UUID id) {
    KeyDetails.revoked(accounts.revokeKey(caller.get(), account(name), id));
  }

  /** Makes a key in the place of another, which goes on for as long as the body says. */
  @POST
  @Path("{id}/rotation")
  public Response rotate(
      @PathParam("name") String name, @PathParam("id") UUID id, InputStream body) {
    JsonBody json = JsonBody.read(body);
    json.only(KeyDetails.OVERLAP, KeyDetails.EXPIRES_AT);
    return KeyDetails.rotated(
        accounts.rotateKey(
            caller.get(), account(name), id, KeyDetails.overlap(json), KeyDetails.expiresAt(json)));
  }

  private User account(String name) {
    return accounts.find(caller.get(), name).orElseThrow(NotFoundException::new);
  }
}
