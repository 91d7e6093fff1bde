package org.gatehouse.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.core.session.ApplicationRoles;
import org.gatehouse.http.CurrentCaller;

/**
 * Answers {@code isUserInRole}, and by it {@code @RolesAllowed} on resources, for roles that
 * workspaces define, too: Payara knows only those that something in the WAR names beforehand.
 */
public class RolesFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient ApplicationRoles roles;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new WithRoles(request), response);
  }

  private final class WithRoles extends HttpServletRequestWrapper {
    WithRoles(HttpServletRequest request) {
      super(request);
    }

    @Override
    public boolean isUserInRole(String role) {
      // Ours first: the container asks its policy, which takes longer.
      return CurrentCaller.of((HttpServletRequest) getRequest())
              .filter(caller -> roles.has(caller, role))
              .isPresent()
          || super.isUserInRole(role);
    }
  }
}
