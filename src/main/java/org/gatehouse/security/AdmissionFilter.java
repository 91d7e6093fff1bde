package org.gatehouse.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.ErrorReport;
import org.gatehouse.http.ErrorShape;
import org.gatehouse.http.Outage;
import org.gatehouse.http.ReadDeadline;
import org.gatehouse.http.RefusedRequests;
import org.gatehouse.http.Requests;
import org.gatehouse.security.enforcement.EnforcementCheck;

/**
 * Turns away what no resource or page should have to deal with: anything while the container isn't
 * proven to enforce, bodies that are too large or encoded, headers that a server stumbles over, and
 * changes that a browser makes on behalf of another site.
 */
public class AdmissionFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private static final Set<String> FOR_PROBES = Set.of("/health", "/metrics");

  /** A weight (RFC 9110, 12.4.2) that is no number: on WildFly JAX-RS would answer 500. */
  private static final Pattern NO_QUALITY =
      Pattern.compile(
          ";\\s*q\\s*=\\s*+(?!(\\d+\\.?\\d*|\\.\\d+)\\s*([;,]|$))", Pattern.CASE_INSENSITIVE);

  /**
   * Where identity providers have browsers post: from another site, and more than anybody else.
   * That is no forgery: what is posted is signed, and lets in the browser alone that began the
   * login.
   */
  private static final Pattern FOR_PROVIDERS =
      Pattern.compile("/v1/auth/(saml/(acs|sls)|oidc/callback/[^/]*)");

  /**
   * Where applications have browsers post, from other sites. That is no forgery either: nothing is
   * done there for a cookie, but for the endpoints by which people log in and out, which look at a
   * request only when the browser comes again by GET.
   */
  private static final Pattern FOR_APPLICATIONS =
      Pattern.compile("/oauth2/.*|/(authorize|end-session)(/.*)?");

  /** Where an administrator says what a provider says of itself, or pastes a table of people. */
  private static final Pattern ABOUT_PROVIDERS =
      Pattern.compile(
          "/admin/(identity-provider|import)|/api/(1|latest)/identity-provider(/[^/]*)?");

  private static final Pattern IMPORT = Pattern.compile("/api/(1|latest)/user-import");

  private static final Pattern COMMAS = Pattern.compile(",");
  private static final int MOST_READ_IN_VAIN = 16 * 1024 * 1024;
  private static final Duration LONGEST_IN_VAIN = Duration.ofSeconds(1);

  @Inject private transient EnforcementCheck enforcementCheck;
  @Inject private transient Requests requests;
  @Inject private transient RefusedRequests refusedRequests;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (enforcementCheck.isPartOfTheCheck(request) || isForLiveness(request)) {
      chain.doFilter(request, response);
    } else if (!enforcementCheck.isPassed(request)) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else if (!isForProbes(request) && !requests.isAddressedToUs(request)) {
      response.sendError(ErrorShape.MISDIRECTED);
    } else if ("TRACE".equals(request.getMethod())) {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else if (isAboutAnotherRequest(request)) {
      pass(request, response, chain);
    } else if (Collections.list(request.getHeaders("Accept")).stream()
        .anyMatch(accept -> NO_QUALITY.matcher(accept).find())) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else if (isEncoded(request)) {
      // Says what would do (RFC 9110, 12.5.3 and 15.5.16).
      response.setHeader("Accept-Encoding", "identity");
      response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
    } else if (isTooLarge(request)) {
      readInVain(request);
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else if (isForgery(request)) {
      refusedRequests.tell(request, Requests.path(request), RefusedRequests.FORGED);
      request.setAttribute(ErrorReport.RULE, "form.foreign");
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      pass(request, response, chain);
    }
  }

  /** Of what goes through here to the server, it would log a stack trace for each request. */
  private static void pass(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted() || !Outage.OF_DATABASE.hasRefused(e)) {
        throw e;
      }
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  /** Load balancers and Prometheus ask by address, and learn nothing that is anybody's. */
  private static boolean isForProbes(HttpServletRequest request) {
    return FOR_PROBES.contains(request.getServletPath());
  }

  /** A server that is set up wrongly isn't set right by starting it again. */
  private static boolean isForLiveness(HttpServletRequest request) {
    return "/health".equals(request.getServletPath()) && "/live".equals(request.getPathInfo());
  }

  /**
   * Whether a proxy asks about a request to somebody else: its headers speak of a body that nobody
   * sends or reads here, and of answers that others give. Nothing is done there for a cookie of
   * ours.
   */
  private static boolean isAboutAnotherRequest(HttpServletRequest request) {
    String path = Requests.path(request);
    return !path.contains("..") && path.startsWith("/forward-auth/");
  }

  /** Whether the body is compressed or the like, which nothing here undoes (RFC 9110, 8.4). */
  private static boolean isEncoded(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Content-Encoding")).stream()
        .flatMap(COMMAS::splitAsStream)
        .map(String::strip)
        .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
  }

  private static boolean isTooLarge(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    return length > BoundedBody.LIMIT && length > largest(request);
  }

  private static int largest(HttpServletRequest request) {
    if (IMPORT.matcher(Requests.path(request)).matches()) {
      return BoundedBody.LIMIT_OF_IMPORTS;
    }
    return isForProviders(request) || ABOUT_PROVIDERS.matcher(Requests.path(request)).matches()
        ? BoundedBody.LIMIT_ABOUT_PROVIDERS
        : BoundedBody.LIMIT;
  }

  /** A server may take dots for the way up, to where cookies count. */
  private static boolean isForApplications(String path) {
    return !path.contains("..") && FOR_APPLICATIONS.matcher(path).matches();
  }

  private static boolean isForProviders(HttpServletRequest request) {
    return FOR_PROVIDERS.matcher(Requests.path(request)).matches();
  }

  /** A client that is still sending would see a broken connection instead of the answer. */
  private static void readInVain(HttpServletRequest request) {
    try {
      InputStream body = request.getInputStream();
      var unused = ReadDeadline.within(LONGEST_IN_VAIN, () -> skip(body));
    } catch (IOException | BoundedBody.TooSlow e) {
      // Nobody is sending any longer, or not fast enough to be waited for.
    }
  }

  private static long skip(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long skipped = 0;
    for (int read = body.read(buffer);
        read >= 0 && skipped < MOST_READ_IN_VAIN;
        read = body.read(buffer)) {
      skipped += read;
    }
    return skipped;
  }

  /**
   * Whether another site makes a browser change something here. No other site can make a browser
   * send an {@code Authorization} header of its choice without our leave, which we give nobody; but
   * browsers send HTTP Basic by themselves once somebody has typed it.
   */
  private boolean isForgery(HttpServletRequest request) {
    return !SAFE_METHODS.contains(request.getMethod())
        && !isForProviders(request)
        && !isForApplications(Requests.path(request))
        && !isAuthorizedOnPurpose(request)
        && !requests.isSameOrigin(request);
  }

  private static boolean isAuthorizedOnPurpose(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && !header.strip().regionMatches(true, 0, "Basic", 0, "Basic".length());
  }
}
