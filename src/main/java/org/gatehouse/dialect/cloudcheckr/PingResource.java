package org.gatehouse.dialect.cloudcheckr;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code GET /v1/auth/ping}: whether anybody is there (contract: CloudCheckr). Asks nobody, and so
 * answers also when the database doesn't.
 */
@Path("/auth/ping")
@ApplicationScoped
public class PingResource {
  private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

  /** Answers. */
  @GET
  public Response ping() {
    // Whatever the client would accept: this one always asks for JSON.
    return Response.ok("pong", TEXT).build();
  }
}
