package org.gatehouse.dialect.cloudomation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.stream.Stream;
import org.gatehouse.core.administration.DeleteUser;
import org.gatehouse.core.administration.ExportOwnData;
import org.gatehouse.core.administration.ExportOwnData.Part;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.PersonalData;

/** {@code /api/1/account}: the own account, for people who have just shown who they are. */
@Path("/{version:1|latest}/account")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.USER)
public class OwnAccountResource {
  @Inject private ExportOwnData exportOwnData;
  @Inject private DeleteUser deleteUser;
  @Inject private CurrentCaller caller;

  /** All that is kept about the caller, as a file. */
  @GET
  @Path("data")
  public Response data() {
    // What can be refused is refused before the first byte.
    Stream<Part> parts = exportOwnData.begin(caller.get());
    StreamingOutput body = out -> PersonalData.write(parts, out);
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_DISPOSITION, PersonalData.DISPOSITION)
        .build();
  }

  /** Deletes the account of the caller, where the workspace lets people do that. */
  @DELETE
  public JsonObject delete() {
    JsonObjectBuilder deleted = Json.createObjectBuilder();
    KeyDetails.add(deleted, "erase_at", deleteUser.deleteOwn(caller.get()).eraseAt());
    return Json.createObjectBuilder().add("deleted", deleted).build();
  }
}
