package com.example.web;

import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Says who is logged in, here and at the API, which is called with the person's access token. */
@WebServlet("/account")
@ServletSecurity(@HttpConstraint(rolesAllowed = "user"))
public class AccountServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private OpenIdContext openId;
  @Inject private Settings settings;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.write(
        response,
        "<p>You are "
            + Page.escape(request.getUserPrincipal().getName())
            + (request.isUserInRole("finance") ? ", of finance." : ".")
            + "<p>The API says: "
            + Page.escape(askApi("greeting"))
            + "<p>The API's report: "
            + Page.escape(askApi("report"))
            + "<form method=post action=logout><button id=logout>Log out</button></form>");
  }

  private String askApi(String path) {
    try (Client client = ClientBuilder.newClient();
        Response reply =
            client
                .target(settings.getApi())
                .path(path)
                .request()
                .header("Authorization", "Bearer " + openId.getAccessToken().getToken())
                .get()) {
      return switch (reply.getStatus()) {
        case 200 -> reply.readEntity(String.class);
        case 404 -> "nothing, it isn't at " + settings.getApi();
        default -> "refused with " + reply.getStatus();
      };
    }
  }
}
