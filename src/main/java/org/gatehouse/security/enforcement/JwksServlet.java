package org.gatehouse.security.enforcement;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.gatehouse.core.token.SigningKeys;

/**
 * {@code /.well-known/jwks.json}: the public keys (RFC 7517). The next key is here a day before it
 * signs. No resource of JAX-RS, which would take twice the time for a text that is ready.
 */
public class JwksServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** Those who verify offline learn within a minute of a key that was withdrawn. */
  private static final String REMEMBERED = "max-age=60";

  @Inject private transient SigningKeys keys;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (READING.contains(request.getMethod())) {
      super.service(request, response);
      return;
    }
    // HttpServlet says nothing of what would do (RFC 9110, 15.5.6), or that TRACE would.
    response.setHeader("Allow", "GET, HEAD, OPTIONS");
    if (!"OPTIONS".equals(request.getMethod())) {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = keys.jwks().getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/jwk-set+json;charset=UTF-8");
    response.setHeader("Cache-Control", REMEMBERED);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
