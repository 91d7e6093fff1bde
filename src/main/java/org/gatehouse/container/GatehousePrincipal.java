package org.gatehouse.container;

import jakarta.security.enterprise.CallerPrincipal;
import org.gatehouse.core.session.Caller;

/** The principal that the container knows, and the caller behind it. */
public class GatehousePrincipal extends CallerPrincipal {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  GatehousePrincipal(Caller caller) {
    super(caller.name());
    this.caller = caller;
  }

  Caller caller() {
    return caller;
  }
}
