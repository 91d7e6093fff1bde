package org.gatehouse.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.gatehouse.core.oauth.Authorize;
import org.gatehouse.core.oauth.request.RequestText;
import org.gatehouse.core.oauth.request.WaitingRequests;
import org.gatehouse.core.text.Json;

/** Where clients bring authorization requests themselves, and not by a browser (RFC 9126). */
@Path(OAuth.ISSUER + "par")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class PushedAuthorizationResource {
  @Inject private ClientRequests requests;
  @Inject private AuthorizationRequests authorizationRequests;
  @Inject private Authorize authorize;
  @Inject private WaitingRequests waitingRequests;
  @Context private HttpServletRequest request;

  /** Keeps a request for the browser that comes with what is answered. */
  @POST
  public Response push(@PathParam("issuer") String issuer, InputStream body) {
    ClientRequest asked = requests.read(issuer, request, body);
    ReceivedRequest received = authorizationRequests.push(asked);
    RequestText text =
        AuthorizationRequests.text(
            received, authorize.toAllow(authorizationRequests.read(received)));
    String key = waitingRequests.push(asked.client(), text, asked.from());
    JsonObject kept =
        Json.createObjectBuilder()
            .add("request_uri", AuthorizationRequests.requestUri(key))
            .add("expires_in", WaitingRequests.PUSHED_LIFETIME.toSeconds())
            .build();
    return Response.status(Response.Status.CREATED).entity(kept).build();
  }
}
