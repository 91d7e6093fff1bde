package org.gatehouse.web.login;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Keeps the text of a page until it is sent. */
final class KeptResponse extends HttpServletResponseWrapper {
  private final StringWriter text = new StringWriter();
  private final PrintWriter writer = new PrintWriter(text);

  KeptResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public void flushBuffer() {
    // There is more to come.
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    text.getBuffer().setLength(0);
  }

  @Override
  public void reset() {
    super.reset();
    text.getBuffer().setLength(0);
  }

  String text() {
    writer.flush();
    return text.toString();
  }

  /** Sends what was kept, unless there is an answer already. */
  void send() throws IOException {
    if (!text().isEmpty() && !isCommitted()) {
      getResponse().getWriter().write(text());
    }
  }
}
