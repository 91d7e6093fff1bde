package com.example.both;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** For those to whom the workspace has given its role {@code finance}. */
@WebServlet("/report")
@ServletSecurity(@HttpConstraint(rolesAllowed = "finance"))
public class ReportServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.write(response, "<p>The report, for finance only.");
  }
}
