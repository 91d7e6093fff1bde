package org.gatehouse.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.gatehouse.core.oauth.InspectToken;

/** Has tokens count no longer (RFC 7009). */
@Path(OAuth.ISSUER + "revoke")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
public class RevocationResource {
  @Inject private ClientRequests requests;
  @Inject private InspectToken inspectToken;
  @Inject private HttpServletRequest request;

  /** Revokes a token of the client; the same answer for what isn't one (2.2). */
  @POST
  public Response revoke(@PathParam("issuer") String issuer, InputStream body) {
    ClientRequest asked = requests.read(issuer, request, body);
    inspectToken.revoke(asked.issuer(), asked.client(), asked.required("token"));
    return Response.ok().build();
  }
}
