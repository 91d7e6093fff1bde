package org.gatehouse.federation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /v1/auth/sign-on}: where browsers come back for an answer that another site posted. */
@Path("/auth/sign-on")
@ApplicationScoped
public class SignOnResource {
  @Inject private SignOnFlow flow;
  @Inject private HttpServletRequest request;

  /** Ends the login. */
  @GET
  @Path("/continue")
  public Response resume(@Context HttpServletResponse response) {
    return flow.resume(request, response);
  }
}
