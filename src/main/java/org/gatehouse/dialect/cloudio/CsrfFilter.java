package org.gatehouse.dialect.cloudio;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.filter.SecretParametersFilter;

/**
 * Wants the csrf of the session with every request of somebody who is logged in: as a query
 * parameter, as a header, or as both. Who isn't logged in is refused after it.
 */
@Provider
@NeedsCsrf
@Priority(Priorities.AUTHORIZATION + 1)
public class CsrfFilter implements ContainerRequestFilter {
  @Inject private CurrentCaller caller;
  @Inject private HttpServletRequest request;
  @Inject private Csrf csrf;

  @Override
  public void filter(ContainerRequestContext context) {
    if (!caller.find().map(this::isShown).orElse(true)) {
      throw new NotPermitted("Missing or wrong csrf!");
    }
  }

  private boolean isShown(Caller who) {
    List<String> shown =
        Stream.of(
                SecretParametersFilter.first(request, "csrf"),
                Optional.ofNullable(request.getHeader("X-CSRF-Token")))
            .flatMap(Optional::stream)
            .toList();
    return !shown.isEmpty() && shown.stream().allMatch(one -> csrf.matches(who, one));
  }
}
