package com.example.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where Gatehouse sends people back to. The server has read the answer before it comes here. */
@WebServlet("/callback")
public class CallbackServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String error = request.getParameter("error");
    if (error != null) {
      String description = request.getParameter("error_description");
      Page.write(
          response,
          "<p>Not logged in: "
              + Page.escape(description == null ? error : error + ", " + description)
              + "<p><a href=account>Try it again</a>, or go <a href=.>home</a>");
    } else {
      response.sendRedirect("account");
    }
  }
}
