package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.NotPermitted;
import org.jspecify.annotations.Nullable;

/**
 * Answers what ended in an error outside of a resource: in the shape of the dialect under whose
 * path it happened, or with the error page.
 */
public class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient RefusedRequests refusedRequests;
  @Inject private transient Dialects dialects;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String uri = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    Object error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (isRefusal(error) || isForbidden(request)) {
      request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, HttpServletResponse.SC_FORBIDDEN);
      refusedRequests.tell(request, Requests.path(request, uri), RefusedRequests.NOT_PERMITTED);
    } else if (error instanceof Throwable unexpected) {
      Incident incident = Incident.of(unexpected, request, uri);
      request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, incident.status());
      incident.number().ifPresent(number -> request.setAttribute(ErrorReport.INCIDENT, number));
    }
    if (isUnknownMethod(request)) {
      request.setAttribute(
          RequestDispatcher.ERROR_STATUS_CODE, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    if (status == HttpServletResponse.SC_REQUEST_TIMEOUT) {
      response.setHeader("Connection", "close");
    }
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE
        && !response.containsHeader("Retry-After")) {
      response.setHeader("Retry-After", Integer.toString(Outage.RETRY_AFTER_SECONDS));
    }
    Optional<ErrorShape> shape = dialects.errors(request, Requests.path(request, uri));
    if (shape.isEmpty()) {
      request.getRequestDispatcher("/error").forward(new ForThePage(request), response);
    } else {
      if (status == HttpServletResponse.SC_UNAUTHORIZED) {
        response.setHeader("WWW-Authenticate", shape.get().challenge());
      }
      response.setContentType(shape.get().contentType());
      response
          .getOutputStream()
          .write(shape.get().body(status, "").getBytes(StandardCharsets.UTF_8));
      // Payara takes an answer that is empty on purpose for one that is missing.
      response.flushBuffer();
    }
  }

  /** A servlet that doesn't know a method says 501, which would be our fault. */
  private static boolean isUnknownMethod(HttpServletRequest request) {
    return Integer.valueOf(HttpServletResponse.SC_NOT_IMPLEMENTED)
        .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
  }

  /** Whether the server said no to somebody who is logged in; our filters have told why. */
  private static boolean isForbidden(HttpServletRequest request) {
    return Integer.valueOf(HttpServletResponse.SC_FORBIDDEN)
            .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
        && request.getAttribute(ErrorReport.RULE) == null
        && CurrentCaller.of(request).isPresent();
  }

  /** Whether the core said no to what a page asked of it: nothing that went wrong here. */
  private static boolean isRefusal(@Nullable Object error) {
    return Stream.iterate(error, Throwable.class::isInstance, e -> ((Throwable) e).getCause())
        .limit(20)
        .anyMatch(NotPermitted.class::isInstance);
  }

  /** A visit to the error page, by whatever request it became one. */
  private static final class ForThePage extends WithoutParameters {
    ForThePage(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }
  }
}
