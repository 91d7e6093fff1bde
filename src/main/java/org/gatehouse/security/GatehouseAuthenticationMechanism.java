package org.gatehouse.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.login.Authentication;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.TryLater;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.BadRequest;
import org.gatehouse.http.BoundedBody;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.Dialects;
import org.gatehouse.http.Incident;
import org.gatehouse.http.QueryString;
import org.gatehouse.http.Redirect;
import org.gatehouse.http.Requests;
import org.gatehouse.http.browser.LoginCookie;
import org.gatehouse.http.filter.SecurityHeaders;
import org.gatehouse.security.enforcement.EnforcementCheck;

/**
 * The door for every request: finds the credentials it carries, asks the identity store whose they
 * are, and tells the container. A token that doesn't count is no token: what needs no login is
 * served, what needs one is refused. A name and a secret that don't count are refused everywhere,
 * and so is a request with credentials of two users; a login of a {@link Dialect} refuses by
 * itself.
 */
@ApplicationScoped
public class GatehouseAuthenticationMechanism implements HttpAuthenticationMechanism {
  /** RFC 6585, 4; the servlet API has no name for it. */
  private static final int TOO_MANY_REQUESTS = 429;

  private static final String PASSWORD_PAGE = "/account/password";

  @Inject private IdentityStoreHandler identityStores;
  @Inject private CredentialReaders readers;
  @Inject private Dialects dialects;
  @Inject private Authentication authentication;
  @Inject private LoginCookie cookie;
  @Inject private Requests requests;
  @Inject private Audit audit;
  @Inject private EnforcementCheck enforcementCheck;
  @Inject private SecurityHeaders headers;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    // No filter sees what is answered here.
    headers.write(request, response);
    enforcementCheck.mark(request, response);
    if (enforcementCheck.isProbe(request)) {
      return context.notifyContainerAboutLogin(
          new CallerPrincipal(EnforcementCheck.ROLE), Set.of(EnforcementCheck.ROLE));
    }
    Optional<Dialect> dialect = dialects.of(request);
    if (dialect.filter(known -> known.isForAnybody(request)).isPresent()) {
      return context.doNothing();
    }
    try {
      return authenticate(dialect, request, response, context);
    } catch (BadRequest e) {
      return refuse(response, HttpServletResponse.SC_BAD_REQUEST);
    } catch (BoundedBody.TooSlow e) {
      return refuse(response, HttpServletResponse.SC_REQUEST_TIMEOUT);
    } catch (TryLater e) {
      response.setHeader("Retry-After", Long.toString(e.retryAfterSeconds()));
      return refuse(
          response,
          e instanceof LimitExceeded
              ? TOO_MANY_REQUESTS
              : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } catch (Exception e) {
      // Also one that nobody declares, as that of a commit that failed.
      var unused = Incident.of(e, request, Requests.path(request));
      return refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private AuthenticationStatus authenticate(
      Optional<Dialect> dialect,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context) {
    List<Credential> credentials = readers.read(request);
    if (dialect.isPresent()
        && !dialect.get().admits(request, credentials, () -> hasSession(request))) {
      return refuse(response, HttpServletResponse.SC_UNAUTHORIZED);
    }
    boolean isLogin = dialect.filter(known -> known.isLogin(request)).isPresent();
    List<CredentialValidationResult> results =
        credentials.stream().map(identityStores::validate).toList();
    if (isOfTwo(results)) {
      audit.record(requests.client(request).audited(AuditType.AUTHENTICATION, "two-identities"));
      endUseless(credentials, results);
      return isLogin ? context.doNothing() : refuse(response, HttpServletResponse.SC_UNAUTHORIZED);
    }
    CredentialValidationResult first =
        results.isEmpty() ? CredentialValidationResult.NOT_VALIDATED_RESULT : results.get(0);
    if (first.getCallerPrincipal() instanceof GatehousePrincipal principal) {
      CurrentCaller.set(request, principal.caller(), isOfName(credentials));
      return admit(principal, first.getCallerGroups(), request, response, context);
    }
    if (isOfName(credentials) && !isLogin) {
      return refuse(response, HttpServletResponse.SC_UNAUTHORIZED);
    }
    return context.isProtected() ? challenge(request, response) : context.doNothing();
  }

  private boolean hasSession(HttpServletRequest request) {
    return readers
        .readCookie(request)
        .map(identityStores::validate)
        .flatMap(this::principal)
        .isPresent();
  }

  private static boolean isOfName(List<Credential> credentials) {
    return credentials.stream().anyMatch(LoginCredential.class::isInstance);
  }

  /** Whether credentials are of another user than the first, or of nobody. */
  private boolean isOfTwo(List<CredentialValidationResult> results) {
    return results.size() > 1
        && results.stream()
                .map(result -> principal(result).map(principal -> principal.caller().userId()))
                .distinct()
                .count()
            > 1;
  }

  /** Ends sessions that were opened for this request alone, which is refused. */
  private void endUseless(List<Credential> credentials, List<CredentialValidationResult> results) {
    for (int i = 0; i < credentials.size(); i++) {
      if (credentials.get(i) instanceof LoginCredential given && !given.inEveryRequest()) {
        principal(results.get(i)).ifPresent(principal -> authentication.logOut(principal.caller()));
      }
    }
  }

  private Optional<GatehousePrincipal> principal(CredentialValidationResult result) {
    return Optional.ofNullable(result.getCallerPrincipal())
        .filter(GatehousePrincipal.class::isInstance)
        .map(GatehousePrincipal.class::cast);
  }

  private AuthenticationStatus admit(
      GatehousePrincipal principal,
      Set<String> groups,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context) {
    // Neither a page of another site nor a link in a mail must log a browser in as somebody else.
    principal
        .cookie()
        .filter(token -> requests.isFromOurPages(request))
        .filter(token -> cookie.read(request).filter(token.value()::equals).isEmpty())
        .ifPresent(token -> cookie.set(response, token, false));
    return mustChangePasswordFirst(request, context, principal)
        ? redirect(request, response, PASSWORD_PAGE)
        : context.notifyContainerAboutLogin(principal, groups);
  }

  /** Such a caller is let in on one page only; a refusal on all others would help nobody there. */
  private static boolean mustChangePasswordFirst(
      HttpServletRequest request, HttpMessageContext context, GatehousePrincipal principal) {
    return context.isProtected()
        && isGet(request)
        && principal.caller().is(Roles.PASSWORD_CHANGE)
        && !Requests.path(request).equals(PASSWORD_PAGE);
  }

  private AuthenticationStatus challenge(HttpServletRequest request, HttpServletResponse response) {
    if (dialects.of(request).isPresent()) {
      return refuse(response, HttpServletResponse.SC_UNAUTHORIZED);
    }
    String path = Requests.path(request);
    if (!isGet(request)) {
      // A form of somebody whose session has ended meanwhile; it can't be sent on.
      return redirect(request, response, "/login?notice=login.ended&then=" + encode(path));
    }
    String query =
        QueryString.withoutSecrets(request.getQueryString()).map(rest -> "?" + rest).orElse("");
    String then = path.equals("/") ? "" : "&then=" + encode(path + query);
    // Whoever brings a cookie was logged in here, and may not know that this has ended.
    String why = cookie.read(request).isPresent() ? "&notice=login.over" : "";
    return redirect(request, response, "/login" + (why + then).replaceFirst("&", "?"));
  }

  private static AuthenticationStatus redirect(
      HttpServletRequest request, HttpServletResponse response, String page) {
    Redirect.to(response, request.getContextPath() + page);
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static boolean isGet(HttpServletRequest request) {
    return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static AuthenticationStatus refuse(HttpServletResponse response, int status) {
    try {
      response.setHeader("Cache-Control", "no-store");
      response.sendError(status);
      return AuthenticationStatus.SEND_FAILURE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
