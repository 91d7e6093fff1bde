package org.gatehouse.dialect.cloudcheckr;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.gatehouse.core.state.ClientStates;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.JsonBody;

/** {@code /v1/users/me/state}: what a program keeps of its screen (contract: CloudCheckr). */
@Path("/users/me/state")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class StateResource {
  @Inject private CurrentCaller caller;
  @Inject private ClientStates states;

  /** The state that the application keeps here. */
  @GET
  public JsonObject get(@QueryParam("app") @DefaultValue("") String app) {
    return reply(states.of(caller.get().userId(), app));
  }

  /** Changes it by a JSON Merge Patch (RFC 7396): what isn't named stays, null removes. */
  @PATCH
  @Consumes(MediaType.WILDCARD)
  public JsonObject change(@QueryParam("app") @DefaultValue("") String app, InputStream body) {
    states.require(app);
    JsonBody json = JsonBody.read(body);
    json.only("state");
    return reply(states.patch(caller.get().userId(), app, json.object("state")));
  }

  private static JsonObject reply(JsonObject state) {
    return Json.createObjectBuilder().add("state", state).build();
  }
}
