package org.gatehouse.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;

/** {@code /account} and {@code /admin}: on to the first of the pages below. */
public class AreaServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    boolean own = Requests.path(request).startsWith("/account");
    Redirect.to(response, request.getContextPath() + (own ? "/account/profile" : "/admin/users"));
  }
}
