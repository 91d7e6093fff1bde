package org.gatehouse.dialect.cloudomation;

import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.container.BoundedBody;
import org.gatehouse.container.CurrentCaller;
import org.gatehouse.container.ErrorShape;
import org.gatehouse.container.Incident;
import org.gatehouse.core.input.Busy;
import org.gatehouse.core.input.Conflict;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.NotPermitted;
import org.gatehouse.core.signup.SignUpRefused;

/**
 * Turns what went wrong into {@code 400: Bad Request: …}, whoever refused: the core, this room or
 * JAX-RS.
 */
@Provider
public class CloudomationErrors implements ExceptionMapper<Throwable> {
  @Inject private CurrentCaller caller;
  @Context private UriInfo uri;

  @Override
  public Response toResponse(Throwable error) {
    if (error instanceof InvalidInput || error instanceof BadJson) {
      return reply(400, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof NotPermitted || error instanceof SignUpRefused) {
      return reply(403, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof Conflict) {
      return reply(409, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof BoundedBody.TooLarge) {
      return reply(413, String.valueOf(error.getMessage())).build();
    }
    if (error instanceof Busy busy) {
      return reply(503, "Too many logins at once.")
          .header(HttpHeaders.RETRY_AFTER, busy.retryAfter().toSeconds())
          .build();
    }
    if (error instanceof WebApplicationException refused) {
      return refused(refused);
    }
    return incident(error, uri);
  }

  /** The reply to what nobody expected: a number, under which the log has the rest. */
  static Response incident(Throwable error, UriInfo uri) {
    Incident incident = Incident.of(error, uri.getPath());
    return reply(incident.status(), "Incident " + incident.number()).build();
  }

  private Response refused(WebApplicationException refused) {
    // The two servers differ in what an anonymous caller gets who lacks a role.
    boolean anonymous = refused instanceof ForbiddenException && caller.find().isEmpty();
    Response original = refused.getResponse();
    ResponseBuilder reply = reply(anonymous ? 401 : original.getStatus(), "");
    MultivaluedMap<String, Object> headers = original.getHeaders();
    if (headers.containsKey(HttpHeaders.ALLOW)) {
      reply.header(HttpHeaders.ALLOW, original.getHeaderString(HttpHeaders.ALLOW));
    }
    return reply.build();
  }

  static ResponseBuilder reply(int status, String detail) {
    ErrorShape shape = ErrorShape.CLOUDOMATION;
    return Response.status(status).type(shape.contentType()).entity(shape.body(status, detail));
  }
}
