package org.gatehouse.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** The response to a request, for listeners: to them the server gives the request alone. */
public final class KnownResponse {
  private static final String ATTRIBUTE = KnownResponse.class.getName();

  private KnownResponse() {}

  /** Notes it. */
  public static void remember(HttpServletRequest request, HttpServletResponse response) {
    request.setAttribute(ATTRIBUTE, response);
  }

  /** That of a request, if it got so far. */
  public static Optional<HttpServletResponse> to(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof HttpServletResponse known
        ? Optional.of(known)
        : Optional.empty();
  }
}
