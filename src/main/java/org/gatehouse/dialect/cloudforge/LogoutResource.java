package org.gatehouse.dialect.cloudforge;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.browser.LoginCookie;

/** {@code POST /api/1/logout}: ends the session behind the cookie (contract: CloudForge). */
@Path("/1/logout" + CloudForge.EXTENSION)
@ApplicationScoped
@NeedsReadableParameters
public class LogoutResource {
  @Inject private CurrentCaller caller;
  @Inject private Authentication authentication;
  @Inject private LoginCookie cookie;
  @Inject private HttpServletRequest request;

  /** Ends it. */
  @POST
  @RolesAllowed({Roles.USER, Roles.PASSWORD_CHANGE})
  public Response logOut(@Context HttpServletResponse response) {
    authentication.logOut(caller.get());
    cookie.remove(response);
    return CloudForgeReply.of(request, Response.Status.OK, CloudForgeReply.accepted());
  }
}
