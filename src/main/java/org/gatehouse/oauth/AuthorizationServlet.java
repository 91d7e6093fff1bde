package org.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.issuer.Issuers;
import org.gatehouse.core.oauth.request.RequestText;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.http.filter.SecretParametersFilter;

/**
 * The authorization endpoint (RFC 6749, 3.1): {@code /authorize}, and the same with {@code
 * /o/corpinc} after it; and {@code /authorize/continue}, where people come back to from the pages
 * on which they log in and answer.
 */
public class AuthorizationServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject private transient Issuers issuers;
  @Inject private transient AuthorizationEndpoint endpoint;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      switch (request.getMethod()) {
        case "GET" -> get(request, response);
        case "POST" -> post(request, response);
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

  private void get(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String query = SecretParametersFilter.query(request);
    if (ApplicationLogin.isContinued(request)) {
      endpoint.resume(ApplicationLogin.key(query), request, response);
      return;
    }
    Optional<Issuer> issuer = issuers.below(request.getPathInfo());
    if (issuer.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (query.length() > RequestText.LONGEST) {
      response.sendError(HttpServletResponse.SC_REQUEST_URI_TOO_LONG);
    } else {
      endpoint.receive(issuer.get(), URLUtils.parseParameters(query), request, response);
    }
  }

  private void post(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<Issuer> issuer = issuers.below(request.getPathInfo());
    if (issuer.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] body = BoundedBody.read(request.getInputStream(), RequestText.LONGEST);
    endpoint.keep(
        issuer.get(),
        URLUtils.parseParameters(new String(body, StandardCharsets.UTF_8)),
        request,
        response);
  }
}
