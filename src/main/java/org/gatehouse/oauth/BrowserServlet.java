package org.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.filter.SecretParametersFilter;

/**
 * Where applications send browsers by GET or POST: {@code /authorize} for the installation's
 * issuer, and the same with {@code /o/corpinc} after it.
 */
abstract class BrowserServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY_REQUESTS = 429;

  private final int longestForm;

  @Inject private transient Issuers issuers;

  /**
   * @param longestForm bytes of a form
   */
  BrowserServlet(int longestForm) {
    this.longestForm = longestForm;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<Issuer> issuer = issuers.below(request.getPathInfo());
    if (issuer.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try {
      switch (request.getMethod()) {
        case "GET" -> get(issuer.get(), SecretParametersFilter.query(request), request, response);
        case "POST" -> post(issuer.get(), form(request), request, response);
        default -> {
          response.setHeader("Allow", "GET, POST");
          response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
      }
    } catch (LimitExceeded e) {
      response.setHeader("Retry-After", Long.toString(e.retryAfterSeconds()));
      response.sendError(TOO_MANY_REQUESTS);
    } catch (BoundedBody.Unread e) {
      response.sendError(e.status());
    }
  }

  private Map<String, List<String>> form(HttpServletRequest request) throws IOException {
    byte[] body = BoundedBody.read(request.getInputStream(), longestForm);
    return URLUtils.parseParameters(new String(body, StandardCharsets.UTF_8));
  }

  /** What came with the browser's cookies. */
  abstract void get(
      Issuer issuer, String query, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException;

  /** What came without, from another site. */
  abstract void post(
      Issuer issuer,
      Map<String, List<String>> form,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException;
}
