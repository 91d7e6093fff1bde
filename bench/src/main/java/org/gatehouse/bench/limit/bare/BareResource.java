package org.gatehouse.bench.limit.bare;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The same answer as our own ping, without our filters and our mechanism. */
@Path("ping")
public class BareResource {
  /** The answer. */
  @GET
  @Produces("text/plain;charset=UTF-8")
  public String ping() {
    return "pong";
  }
}
