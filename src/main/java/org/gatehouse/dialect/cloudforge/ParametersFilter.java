package org.gatehouse.dialect.cloudforge;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses requests whose parameters can't be read, whoever makes them and whether or not the
 * resource needs any: there may be credentials among them, which the cookie must not outrank.
 */
@Provider
@NeedsReadableParameters
@Priority(Priorities.AUTHENTICATION)
public class ParametersFilter implements ContainerRequestFilter {
  @Inject private HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    Parameters.of(request);
  }
}
