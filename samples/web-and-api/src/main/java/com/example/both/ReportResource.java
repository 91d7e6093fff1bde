package com.example.both;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** For those to whom the workspace has given its role {@code finance}. */
@Path("report")
public class ReportResource {
  @GET
  @RolesAllowed("finance")
  @Produces(MediaType.TEXT_PLAIN)
  public String get() {
    return "all is well";
  }
}
