package org.gatehouse.container;

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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.user.Roles;

/**
 * The door for every request: reads the access token it carries, asks the identity store whose it
 * is, and tells the container. A token that doesn't count is no token: what needs no login is
 * served, what needs one is refused.
 */
@ApplicationScoped
public class GatehouseAuthenticationMechanism implements HttpAuthenticationMechanism {
  private static final Logger LOG =
      System.getLogger(GatehouseAuthenticationMechanism.class.getName());
  private static final String PASSWORD_PAGE = "/account/password";

  @Inject private IdentityStoreHandler identityStores;
  @Inject private TokenReader tokens;
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
    try {
      return authenticate(request, response, context);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The caller of a request can't be looked up", e);
      return refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private AuthenticationStatus authenticate(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<Credential> credential =
        Optional.ofNullable(context.getAuthParameters().getCredential())
            .or(() -> tokens.read(request).map(AccessTokenCredential::new));
    if (credential.isPresent()) {
      CredentialValidationResult result = identityStores.validate(credential.get());
      if (result.getCallerPrincipal() instanceof GatehousePrincipal principal) {
        CurrentCaller.set(request, principal.caller());
        return mustChangePasswordFirst(request, context, principal)
            ? redirect(request, response, PASSWORD_PAGE)
            : context.notifyContainerAboutLogin(result);
      }
    }
    return context.isProtected() || context.isAuthenticationRequest()
        ? challenge(request, response, context)
        : context.doNothing();
  }

  /** Such a caller is let in on one page only; a refusal on all others would help nobody there. */
  private static boolean mustChangePasswordFirst(
      HttpServletRequest request, HttpMessageContext context, GatehousePrincipal principal) {
    return context.isProtected()
        && isGet(request)
        && principal.caller().is(Roles.PASSWORD_CHANGE)
        && !pathOf(request).equals(PASSWORD_PAGE);
  }

  private static AuthenticationStatus challenge(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (context.isAuthenticationRequest() || ErrorShape.of(pathOf(request)) != ErrorShape.PAGE) {
      return refuse(response, HttpServletResponse.SC_UNAUTHORIZED);
    }
    String path = pathOf(request);
    if (!isGet(request)) {
      // A form of somebody whose session has ended meanwhile; it can't be sent on.
      return redirect(request, response, "/login?notice=login.ended&then=" + encode(path));
    }
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    String then = path.equals("/") ? "" : "?then=" + encode(path + query);
    return redirect(request, response, "/login" + then);
  }

  private static AuthenticationStatus redirect(
      HttpServletRequest request, HttpServletResponse response, String page) {
    Redirect.to(response, request.getContextPath() + page);
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static boolean isGet(HttpServletRequest request) {
    return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
  }

  private static String pathOf(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
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
