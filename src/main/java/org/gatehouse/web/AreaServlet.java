package org.gatehouse.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;

/** {@code /account} and {@code /admin/}: on to the first page of the area. */
public class AreaServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String page = Requests.path(request).startsWith("/account") ? "/account/profile" : "/admin";
    Redirect.to(response, request.getContextPath() + page);
  }
}
