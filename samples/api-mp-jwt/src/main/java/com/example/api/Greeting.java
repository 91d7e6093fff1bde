package com.example.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Knows who has sent the token. */
@Path("greeting")
@RequestScoped
@RolesAllowed("user")
public class Greeting {
  @Inject private JsonWebToken token;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String get() {
    return "Hello " + token.getName() + ", sent by " + token.getClaim("client_id");
  }
}
