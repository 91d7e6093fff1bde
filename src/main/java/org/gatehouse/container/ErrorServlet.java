package org.gatehouse.container;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.dialect.ErrorShape;

/**
 * Answers what ended in an error outside of the rooms: in the shape of the dialect under whose path
 * it happened, or with the error page.
 */
public class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String uri = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable error) {
      Incident incident = Incident.of(error, request.getMethod() + " " + uri);
      request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, incident.status());
      request.setAttribute(ErrorReport.INCIDENT, incident.number());
    }
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    response.setStatus(status);
    String path =
        uri.startsWith(request.getContextPath())
            ? uri.substring(request.getContextPath().length())
            : uri;
    ErrorShape shape = ErrorShape.of(path);
    if (shape == ErrorShape.PAGE) {
      request.getRequestDispatcher("/error").forward(request, response);
    } else {
      response.setContentType(shape.contentType());
      response.getOutputStream().write(shape.body(status, "").getBytes(StandardCharsets.UTF_8));
    }
  }
}
