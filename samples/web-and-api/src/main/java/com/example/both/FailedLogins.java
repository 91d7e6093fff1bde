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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;

/**
 * Tells people that their login has failed. By itself the mechanism of {@link Login} leaves them
 * with an empty page, and with an error 500 where their HTTP session ended meanwhile.
 */
@Decorator
@Priority(Interceptor.Priority.APPLICATION + 1)
public abstract class FailedLogins implements HttpAuthenticationMechanism {
  @Inject @Delegate @Any private HttpAuthenticationMechanism login;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    AuthenticationStatus status;
    try {
      status = login.validateRequest(request, response, context);
    } catch (NoSuchElementException e) {
      // The session doesn't know where the person wanted to be.
      status = AuthenticationStatus.SEND_FAILURE;
    }
    if (status == AuthenticationStatus.SEND_FAILURE && !response.isCommitted()) {
      tell(request, response);
    }
    return status;
  }

  /** Without a redirect: that would go round and round where the client secret is wrong. */
  private static void tell(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    try {
      Page.write(
          response,
          "<p>The login didn't work. <a href='"
              + request.getContextPath()
              + "/account'>Try it again</a>");
      // Else WildFly puts a page of its own in its place.
      response.getWriter().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
