package org.gatehouse.dialect.cloudforge;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.http.Dialects;

/**
 * Refuses requests whose parameters can't be read, whoever makes them and whether or not the
 * resource needs any: there may be credentials among them, which the cookie must not outrank.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class ParametersFilter implements ContainerRequestFilter {
  @Inject private HttpServletRequest request;
  @Inject private Dialects dialects;

  @Override
  public void filter(ContainerRequestContext context) {
    if (dialects.of(request).filter(CloudForge.class::isInstance).isPresent()) {
      Parameters.of(request);
    }
  }
}
