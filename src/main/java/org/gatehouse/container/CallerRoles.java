package org.gatehouse.container;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;

/** Answers {@code isCallerInRole} as {@link RolesFilter} does {@code isUserInRole}. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public abstract class CallerRoles implements SecurityContext {
  @Inject @Delegate @Any private SecurityContext container;
  @Inject private HttpServletRequest request;

  @Override
  public boolean isCallerInRole(String role) {
    return container.isCallerInRole(role)
        || CurrentCaller.of(request).filter(caller -> caller.is(role)).isPresent();
  }
}
