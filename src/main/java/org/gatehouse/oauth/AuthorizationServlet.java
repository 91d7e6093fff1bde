package org.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.oauth.request.RequestText;
import org.gatehouse.http.browser.ApplicationLogin;
import org.gatehouse.http.filter.SecretParametersFilter;

/**
 * The authorization endpoint (RFC 6749, 3.1), and {@code /authorize/continue}, where people come
 * back to from the pages on which they log in and answer.
 */
public class AuthorizationServlet extends BrowserServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient AuthorizationEndpoint endpoint;

  /** For the server. */
  public AuthorizationServlet() {
    super(RequestText.LONGEST);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if ("GET".equals(request.getMethod()) && ApplicationLogin.isContinued(request)) {
      endpoint.resume(
          ApplicationLogin.key(SecretParametersFilter.query(request)), request, response);
    } else {
      super.service(request, response);
    }
  }

  @Override
  void get(Issuer issuer, String query, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (query.length() > RequestText.LONGEST) {
      response.sendError(HttpServletResponse.SC_REQUEST_URI_TOO_LONG);
    } else {
      endpoint.receive(issuer, URLUtils.parseParameters(query), request, response);
    }
  }

  @Override
  void post(
      Issuer issuer,
      Map<String, List<String>> form,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    endpoint.keep(issuer, form, request, response);
  }
}
