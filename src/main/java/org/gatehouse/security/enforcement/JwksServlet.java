package org.gatehouse.security.enforcement;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.core.token.SigningKeys;
import org.gatehouse.http.ReadOnlyServlet;

/**
 * {@code /.well-known/jwks.json}: the public keys (RFC 7517). The next key is here a day before it
 * signs. No resource of JAX-RS, which would take twice the time for a text that is ready.
 */
public class JwksServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SigningKeys keys;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    publish(request, response, "application/jwk-set+json", keys.jwks());
  }
}
