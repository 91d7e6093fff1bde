package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.refusal.TryLater;
import org.gatehouse.core.signup.SignUpRefused;

/**
 * Turns what went wrong in a resource into an answer in the shape of its dialect, whoever refused:
 * the core, the resource or JAX-RS.
 */
@Provider
public class ApiErrors implements ExceptionMapper<Throwable> {
  /**
   * RFC 9470, 3. With 403, as RFC 9110 (11.6.1) lets it: the token itself is good, and clients of
   * these APIs throw away one that gets a 401.
   */
  private static final String INSUFFICIENT =
      "Bearer error=\"insufficient_user_authentication\","
          + " error_description=\"Log in again, with all factors\"";

  @Inject private CurrentCaller caller;
  @Inject private HttpServletRequest request;
  @Inject private RefusedRequests refusedRequests;
  @Inject private Dialects dialects;

  @Override
  public Response toResponse(Throwable error) {
    if (error instanceof InvalidInput) {
      tellIfKnown(RefusedRequests.INVALID);
      return reply(dialects.errorsOfApi(request).invalid(), String.valueOf(error.getMessage()))
          .build();
    }
    if (error instanceof BadRequest) {
      tellIfKnown(RefusedRequests.INVALID);
      return reply(400, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof ReauthenticationRequired step) {
      refusedRequests.tell(request, Requests.path(request), RefusedRequests.REAUTHENTICATION);
      return reply(403, String.valueOf(step.getMessage()))
          .header(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT)
          .header("Gatehouse-Reauthentication", String.join(" ", step.missing()))
          .build();
    }
    if (error instanceof NotPermitted) {
      tellIfKnown(RefusedRequests.NOT_PERMITTED);
      return reply(403, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof SignUpRefused) {
      return reply(403, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof Conflict) {
      return reply(409, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof BoundedBody.Unread unread) {
      return reply(unread.status(), String.valueOf(error.getMessage())).build();
    }
    if (error instanceof LimitExceeded limit) {
      return later(429, "Too many requests.", limit);
    }
    if (error instanceof Busy busy) {
      return later(503, "Too many logins at once.", busy);
    }
    if (error instanceof WebApplicationException refused) {
      return refused(refused);
    }
    Incident incident = Incident.of(error, request, Requests.path(request));
    return reply(incident.status(), incident.detail()).build();
  }

  /** Of somebody unknown whose password or key is wrong, the login has told. */
  private void tellIfKnown(String outcome) {
    if (caller.find().isPresent()) {
      refusedRequests.tell(request, Requests.path(request), outcome);
    }
  }

  private Response later(int status, String detail, TryLater refusal) {
    return reply(status, detail)
        // Not one more, but this one.
        .header(HttpHeaders.RETRY_AFTER, null)
        .header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds())
        .build();
  }

  private Response refused(WebApplicationException refused) {
    // The two servers differ in what an anonymous caller gets who lacks a role.
    boolean forbidden = refused instanceof ForbiddenException;
    boolean anonymous = forbidden && caller.find().isEmpty();
    if (forbidden) {
      tellIfKnown(RefusedRequests.NOT_PERMITTED);
    }
    Response original = refused.getResponse();
    ResponseBuilder reply = reply(anonymous ? 401 : original.getStatus(), "");
    original.getStringHeaders().entrySet().stream()
        .filter(header -> isKept(header.getKey()))
        .forEach(header -> reply.header(header.getKey(), String.join(", ", header.getValue())));
    return reply.build();
  }

  private static boolean isKept(String header) {
    return header.equalsIgnoreCase(HttpHeaders.ALLOW) || header.startsWith("Gatehouse-");
  }

  private ResponseBuilder reply(int status, String detail) {
    ErrorShape shape = dialects.errorsOfApi(request);
    String body = shape.body(status, detail);
    ResponseBuilder reply = Response.status(status, ErrorShape.phrase(status));
    if (!body.isEmpty()) {
      reply.type(shape.contentType()).entity(body);
    }
    return switch (status) {
      case 401 -> reply.header(HttpHeaders.WWW_AUTHENTICATE, shape.challenge());
      case 408 -> reply.header("Connection", "close");
      case 503 -> reply.header(HttpHeaders.RETRY_AFTER, Outage.RETRY_AFTER_SECONDS);
      default -> reply;
    };
  }
}
