package com.example.both;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Knows who has sent the token. */
@Path("greeting")
@RolesAllowed("user")
public class GreetingResource {
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String get(@Context SecurityContext security) {
    return "Hello "
        + security.getUserPrincipal().getName()
        + (security.isUserInRole("finance") ? ", of finance." : ".");
  }
}
