package org.gatehouse.security;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.http.CurrentCaller;

/** Answers {@code isCallerInRole} as {@link RolesFilter} does {@code isUserInRole}. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public abstract class CallerRoles implements SecurityContext {
  @Inject @Delegate @Any private SecurityContext container;
  @Inject private HttpServletRequest request;
  @Inject private ApplicationRoles roles;

  /**
   * Payara asks before each resource with {@code @RolesAllowed} and searches the subject for it by
   * reflection.
   */
  @Override
  public Principal getCallerPrincipal() {
    Principal principal = request.getUserPrincipal();
    return principal == null ? container.getCallerPrincipal() : principal;
  }

  @Override
  public boolean isCallerInRole(String role) {
    return container.isCallerInRole(role)
        || CurrentCaller.of(request).filter(caller -> roles.has(caller, role)).isPresent();
  }
}
