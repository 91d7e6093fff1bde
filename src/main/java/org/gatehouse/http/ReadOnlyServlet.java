package org.gatehouse.http;

import com.google.common.hash.Hashing;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A servlet that can be asked, and told nothing. */
public abstract class ReadOnlyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** Those who verify offline learn within a minute of a key that was withdrawn. */
  private static final String REMEMBERED = "max-age=60";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (READING.contains(request.getMethod())) {
      super.service(request, response);
      return;
    }
    // HttpServlet says nothing of what would do (RFC 9110, 15.5.6), or that TRACE would.
    response.setHeader("Allow", "GET, HEAD, OPTIONS");
    if (!"OPTIONS".equals(request.getMethod())) {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
  }

  /** Answers with what is no secret: scripts of any page may read it. */
  protected static void publish(
      HttpServletRequest request, HttpServletResponse response, String type, String json)
      throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String tag = "\"" + Hashing.murmur3_128().hashBytes(body) + "\"";
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", REMEMBERED);
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(type + ";charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
