package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.ManagePasskeys;
import org.gatehouse.core.credential.passkey.Passkey;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;

/** {@code /api/1/passkey}: the own passkeys; they are made on a page, as only a browser can. */
@Path("/{version:1|latest}/passkey")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class PasskeyResource {
  @Inject private ManagePasskeys passkeys;
  @Inject private CurrentCaller caller;

  /** All, the oldest first; there are twenty at the most. */
  @GET
  public JsonObject list() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    passkeys.list(caller.get()).forEach(passkey -> list.add(details(passkey)));
    return Json.createObjectBuilder().add("passkeys", list).build();
  }

  /** Removes one. */
  @DELETE
  @Path("{id}")
  public void remove(@PathParam("id") UUID id) {
    KeyDetails.revoked(passkeys.remove(caller.get(), id));
  }

  private static JsonObjectBuilder details(Passkey passkey) {
    JsonObjectBuilder details =
        Json.createObjectBuilder()
            .add("id", passkey.id().toString())
            .add("name", passkey.name())
            .add("backed_up", passkey.isBackedUp());
    KeyDetails.add(details, "created_at", Optional.of(passkey.createdAt()));
    KeyDetails.add(details, "last_used_at", passkey.lastUsedAt());
    return details;
  }
}
