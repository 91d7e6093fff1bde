package org.gatehouse.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;

/** Tells a client why it is refused (RFC 6749, 5.2). */
@Provider
public class RefusalMapper implements ExceptionMapper<OAuthRefusal> {
  @Override
  public Response toResponse(OAuthRefusal refusal) {
    boolean unknown = refusal.error() == OAuthError.INVALID_CLIENT;
    ResponseBuilder reply =
        Response.status(unknown ? 401 : 400)
            .type(Errors.INSTANCE.contentType())
            .entity(Errors.body(refusal.error().code(), refusal.description()));
    if (unknown) {
      reply.header(HttpHeaders.WWW_AUTHENTICATE, Errors.INSTANCE.challenge());
    }
    return reply.build();
  }
}
