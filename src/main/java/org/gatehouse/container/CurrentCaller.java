package org.gatehouse.container;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.session.Caller;

/** Who makes the present request. */
@RequestScoped
public class CurrentCaller {
  private static final String ATTRIBUTE = Caller.class.getName();

  @Inject private HttpServletRequest request;

  /** The caller, if anybody is logged in. */
  public Optional<Caller> find() {
    return of(request);
  }

  /**
   * The caller, where the container has made sure of one.
   *
   * @throws IllegalStateException if it hasn't
   */
  public Caller get() {
    return find().orElseThrow(() -> new IllegalStateException("nobody is logged in"));
  }

  /** Notes who it is. */
  public static void set(HttpServletRequest request, Caller caller) {
    request.setAttribute(ATTRIBUTE, caller);
  }

  static Optional<Caller> of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }
}
