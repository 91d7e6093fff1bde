package com.example.web;

import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.openid.IdentityToken;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Ends the login here and at Gatehouse (OpenID Connect RP-Initiated Logout 1.0), and comes back to
 * the home page. By hand, since {@code notifyProvider} of a {@code LogoutDefinition} leads nowhere
 * on WildFly 39, and ends the login at Gatehouse whenever an access token expires.
 */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private OpenIdContext openId;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String home = request.getRequestURL().toString().replaceFirst("/logout$", "/");
    IdentityToken identity = openId.getIdentityToken();
    if (identity == null) {
      response.sendRedirect(home);
      return;
    }
    String address =
        openId.getProviderMetadata().getString("end_session_endpoint")
            + "?id_token_hint="
            + identity.getToken()
            + "&post_logout_redirect_uri="
            + URLEncoder.encode(home, StandardCharsets.UTF_8);
    request.getSession().invalidate();
    response.sendRedirect(address);
  }
}
