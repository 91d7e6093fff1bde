package org.gatehouse.web.apidocs;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.http.ReadOnlyServlet;

/** {@code /openapi.json}: the document for tools. It has no secrets, so anybody may read it. */
public class OpenApiServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient ApiDocument document;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    publish(request, response, "application/json", document.text());
  }
}
