package org.gatehouse.oauth;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.core.oauth.AuthorizationAudit;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.token.TokenType;

/** Tells a client why it is refused (RFC 6749, 5.2; RFC 6750, 3.1; RFC 9449, 7.1). */
@Provider
public class RefusalMapper implements ExceptionMapper<OAuthRefusal> {
  @Inject private AuthorizationAudit audit;
  @Inject private HttpServletRequest request;

  @Override
  public Response toResponse(OAuthRefusal refusal) {
    if (refusal instanceof MalformedRequest malformed) {
      audit.refusedRequest(
          malformed.issuer(),
          malformed.client().map(KnownClient::clientId),
          malformed.error(),
          malformed.from());
    }
    TokenType type = ShownTokens.type(request);
    ResponseBuilder reply =
        Response.status(status(refusal.error(), type))
            .type(Errors.INSTANCE.contentType())
            .entity(Errors.body(refusal.error().code(), refusal.description()));
    switch (refusal.error()) {
      case INVALID_CLIENT ->
          reply.header(HttpHeaders.WWW_AUTHENTICATE, Errors.INSTANCE.challenge());
      case INVALID_TOKEN, INSUFFICIENT_SCOPE ->
          reply.header(HttpHeaders.WWW_AUTHENTICATE, Errors.challenge(type, refusal));
      case INVALID_DPOP_PROOF -> {
        if (type == TokenType.DPOP) {
          reply.header(HttpHeaders.WWW_AUTHENTICATE, Errors.challenge(type, refusal));
        }
      }
      default -> {
        // All else is no question of who it is.
      }
    }
    return reply.build();
  }

  /** A bad proof that comes with an access token is as bad a token; else it is a bad request. */
  private static int status(OAuthError error, TokenType type) {
    return switch (error) {
      case INVALID_DPOP_PROOF -> type == TokenType.DPOP ? 401 : 400;
      case INVALID_CLIENT, INVALID_TOKEN -> 401;
      case INSUFFICIENT_SCOPE -> 403;
      default -> 400;
    };
  }
}
