package org.gatehouse.web.login;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.http.ReadOnlyServlet;
import org.gatehouse.http.browser.FormToken;

/**
 * {@code /login/passkey}: what the browser is asked that logs somebody in by passkey, for the
 * script of the login page. Nothing is kept of it, and the page itself is the same for all.
 */
public class PasskeyServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Passkeys passkeys;
  @Inject private transient FormToken formToken;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json");
    byte[] options = passkeys.optionsToShow(formToken.getValue()).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(options.length);
    response.getOutputStream().write(options);
  }
}
