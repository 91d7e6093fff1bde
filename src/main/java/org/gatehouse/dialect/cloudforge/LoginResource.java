package org.gatehouse.dialect.cloudforge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.gatehouse.http.CurrentCaller;

/** {@code POST /api/1/login}: tries credentials out (contract: CloudForge). */
@Path("/1/login" + CloudForge.EXTENSION)
@ApplicationScoped
@NeedsReadableParameters
public class LoginResource {
  @Inject private CurrentCaller caller;
  @Inject private CurrentApplication application;
  @Inject private HttpServletRequest request;

  /** Accepted, where both the application and the person are known by what this request says. */
  @POST
  public Response logIn() {
    if (application.find().isEmpty() || caller.findBySecret().isEmpty()) {
      throw new NotAuthorizedException(Response.status(Response.Status.UNAUTHORIZED).build());
    }
    return CloudForgeReply.of(request, Response.Status.OK, CloudForgeReply.accepted());
  }
}
