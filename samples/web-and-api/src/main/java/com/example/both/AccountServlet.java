package com.example.both;

import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says who is logged in. */
@WebServlet("/account")
@ServletSecurity(@HttpConstraint(rolesAllowed = "user"))
public class AccountServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private OpenIdContext openId;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.write(
        response,
        "<p>You are "
            + Page.escape(openId.getClaims().getPreferredUsername().orElse("nameless"))
            + (request.isUserInRole("finance") ? ", of finance." : ".")
            + "<p>The API knows you as "
            + Page.escape(request.getUserPrincipal().getName()));
  }
}
