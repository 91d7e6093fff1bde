package com.example.both;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Around the one mechanism that an application of Jakarta Security 3.0 may have: {@link Login} is
 * for the pages, an access token for the API. There a login of the browser counts for nothing, so
 * that no page of another site can call it with somebody's cookie.
 */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public abstract class BearerTokens implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";

  @Inject @Delegate @Any private HttpAuthenticationMechanism login;
  @Inject private AccessTokens accessTokens;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    if (!request.getServletPath().equals(Api.PATH)) {
      return login.validateRequest(request, response, context);
    }
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return refuse(response, context, "Bearer");
    }
    Optional<AccessTokens.Caller> caller =
        accessTokens.verify(header.substring(SCHEME.length()).strip());
    return caller.isPresent()
        ? context.notifyContainerAboutLogin(caller.get().name(), caller.get().roles())
        : refuse(response, context, "Bearer error=\"invalid_token\"");
  }

  private static AuthenticationStatus refuse(
      HttpServletResponse response, HttpMessageContext context, String challenge) {
    response.setHeader("WWW-Authenticate", challenge);
    return context.responseUnauthorized();
  }
}
