package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.gatehouse.core.administration.ManageSigningKeys;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Permission;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/signing-key}: the keys that sign tokens, for system administrators. */
@Path("/{version:1|latest}/signing-key")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Role.ADMINISTER_INSTALLATION)
public class SigningKeyResource {
  @Inject private ManageSigningKeys keys;
  @Inject private CurrentCaller caller;

  /** Those that count; there are three of an algorithm at the most. */
  @GET
  public JsonObject list() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    keys.list(caller.get())
        .forEach(
            key ->
                list.add(
                    Json.createObjectBuilder()
                        .add("id", key.kid())
                        .add("algorithm", key.algorithm().name())
                        .add("created_at", key.madeAt().getEpochSecond())
                        .add("signs_until", key.signsUntil().getEpochSecond())));
    return Json.createObjectBuilder().add("keys", list).build();
  }

  /** Withdraws one, and all tokens with it. */
  @DELETE
  @Path("{id}")
  public void withdraw(@PathParam("id") String id) {
    KeyDetails.revoked(keys.withdraw(caller.get(), id));
  }
}
