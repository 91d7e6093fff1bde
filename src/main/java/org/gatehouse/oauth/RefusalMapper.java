package org.gatehouse.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;

/** Tells a client why it is refused (RFC 6749, 5.2; RFC 6750, 3.1). */
@Provider
public class RefusalMapper implements ExceptionMapper<OAuthRefusal> {
  @Override
  public Response toResponse(OAuthRefusal refusal) {
    ResponseBuilder reply =
        Response.status(status(refusal.error()))
            .type(Errors.INSTANCE.contentType())
            .entity(Errors.body(refusal.error().code(), refusal.description()));
    switch (refusal.error()) {
      case INVALID_CLIENT ->
          reply.header(HttpHeaders.WWW_AUTHENTICATE, Errors.INSTANCE.challenge());
      case INVALID_TOKEN, INSUFFICIENT_SCOPE ->
          reply.header(HttpHeaders.WWW_AUTHENTICATE, Errors.bearer(Optional.of(refusal)));
      default -> {
        // All else is no question of who it is.
      }
    }
    return reply.build();
  }

  private static int status(OAuthError error) {
    return switch (error) {
      case INVALID_CLIENT, INVALID_TOKEN -> 401;
      case INSUFFICIENT_SCOPE -> 403;
      default -> 400;
    };
  }
}
