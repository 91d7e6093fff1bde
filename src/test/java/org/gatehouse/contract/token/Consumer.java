package org.gatehouse.contract.token;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Somebody else's application, as it would be written with MicroProfile JWT: it knows our JWKS
 * only.
 */
@Path("/")
@RequestScoped
public class Consumer {
  @Inject private JsonWebToken token;

  /** What the server makes of the token. */
  @GET
  @Path("who")
  @Produces(MediaType.TEXT_PLAIN)
  @RolesAllowed("user")
  public String who() {
    return token.getName() + " " + token.getClaim("org_uid") + " " + token.getIssuer();
  }

  /** Only for those with a role that the caller of the test hasn't. */
  @GET
  @Path("secret")
  @RolesAllowed("nobody")
  public String secret() {
    return "secret";
  }

  /** Only for those to whom their workspace has given this role. */
  @GET
  @Path("finance")
  @RolesAllowed("finance")
  public String finance() {
    return "let in";
  }

  /** Switches MicroProfile JWT on. */
  @LoginConfig(authMethod = "MP-JWT")
  @DeclareRoles({"user", "nobody", "finance"})
  @ApplicationPath("/consumer")
  @ApplicationScoped
  public static class Api extends Application {}
}
