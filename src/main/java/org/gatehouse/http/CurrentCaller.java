package org.gatehouse.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.core.session.Caller;

/** The caller of the present request. */
@ApplicationScoped
public class CurrentCaller {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String BY_SECRET = ATTRIBUTE + ".by-secret";

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

  /**
   * The caller, if the request itself carries a name and what proves it: a token or a cookie is not
   * enough.
   */
  public Optional<Caller> findBySecret() {
    return find().filter(caller -> request.getAttribute(BY_SECRET) != null);
  }

  /**
   * Notes who it is.
   *
   * @param bySecret whether by a name and a secret in this very request
   */
  public static void set(HttpServletRequest request, Caller caller, boolean bySecret) {
    request.setAttribute(ATTRIBUTE, caller);
    if (bySecret) {
      request.setAttribute(BY_SECRET, true);
    }
  }

  /** Who makes a request, if anybody is logged in. */
  public static Optional<Caller> of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }
}
