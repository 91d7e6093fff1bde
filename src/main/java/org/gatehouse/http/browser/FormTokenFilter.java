package org.gatehouse.http.browser;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.secret.Vault;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.Cookies;
import org.gatehouse.http.ErrorReport;
import org.gatehouse.http.ReadDeadline;
import org.gatehouse.http.RefusedRequests;
import org.gatehouse.http.Requests;

/**
 * Lets a form in only from a page that we gave to the same browser: a signed double-submit cookie
 * (OWASP CSRF prevention). The pages keep no state on the server, so that a login page left open
 * over night still works.
 */
public class FormTokenFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  static final String ATTRIBUTE = FormTokenFilter.class.getName();
  static final String FIELD = "csrf";

  /** What the key for fingerprints of form tokens is good for. */
  public static final String PURPOSE = "form";

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST");
  private static final String VIEW_STATE = "jakarta.faces.ViewState";
  private static final String STATELESS = "stateless";
  private static final String COOKIE = "gatehouse-form";

  @Inject private transient Cookies cookies;
  @Inject private transient RandomToken random;
  @Inject private transient Vault vault;
  @Inject private transient RefusedRequests refusedRequests;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!METHODS.contains(request.getMethod())) {
      // Faces would take some for GET, and answer others in a way after which WildFly hangs up.
      response.setHeader("Allow", String.join(", ", METHODS));
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    if (!isFormIfAny(request)) {
      // A server that is asked for parameters may read other types, too: files, into a folder.
      response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      return;
    }
    String nonce = cookies.read(request, COOKIE).orElse("");
    if (!"POST".equals(request.getMethod()) && request.getParameter(VIEW_STATE) != null) {
      // Faces would take it for a form that was sent, and a link could press any button.
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    if ("POST".equals(request.getMethod())) {
      if (request.getContentLengthLong() < 0) {
        // The container would read the parameters of a form of unknown length without our limit.
        response.sendError(HttpServletResponse.SC_LENGTH_REQUIRED);
        return;
      }
      Optional<String> sent = given(request);
      if (sent.isEmpty()) {
        response.sendError(HttpServletResponse.SC_REQUEST_TIMEOUT);
        return;
      }
      String given = sent.get();
      // Of a state that we never gave Faces would only say that it has expired.
      boolean ours = STATELESS.equals(request.getParameter(VIEW_STATE));
      if (!ours || nonce.isEmpty() || !isEqual(given, expected(nonce))) {
        refusedRequests.tell(request, Requests.path(request), RefusedRequests.FORGED);
        request.setAttribute(ErrorReport.RULE, "form.expired");
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
        return;
      }
    }
    if (nonce.isEmpty()) {
      nonce = random.next();
      cookies.set(response, COOKIE, nonce, Cookies.BROWSER_SESSION);
    }
    request.setAttribute(ATTRIBUTE, expected(nonce));
    chain.doFilter(request, response);
  }

  /** The token in the form, for which the container reads all of it; nothing if that isn't sent. */
  private static Optional<String> given(HttpServletRequest request) throws IOException {
    try {
      return Optional.of(
          ReadDeadline.within(
              BoundedBody.LONGEST,
              () -> Objects.requireNonNullElse(request.getParameter(FIELD), "")));
    } catch (BoundedBody.TooSlow e) {
      return Optional.empty();
    }
  }

  private static boolean isFormIfAny(HttpServletRequest request) {
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    boolean form =
        type.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded");
    if ("POST".equals(request.getMethod())) {
      return form;
    }
    // Some clients still say the type of a form that they have sent before they were redirected.
    boolean empty =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    return type.isEmpty() || (form && empty);
  }

  private String expected(String nonce) {
    return vault.fingerprint(PURPOSE, nonce);
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
