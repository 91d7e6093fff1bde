package com.example.both;

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
    if (request.getParameter("error") != null) {
      Page.write(response, "<p>Not logged in: " + Page.escape(request.getParameter("error")));
    } else {
      response.sendRedirect("account");
    }
  }
}
