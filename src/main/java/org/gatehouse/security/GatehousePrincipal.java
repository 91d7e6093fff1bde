package org.gatehouse.security;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Optional;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.token.AccessToken;

/** The principal that the container knows, and the caller behind it. */
public class GatehousePrincipal extends CallerPrincipal {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;
  private final transient Optional<AccessToken> cookie;

  GatehousePrincipal(Caller caller, Optional<AccessToken> cookie) {
    super(caller.name());
    this.caller = caller;
    this.cookie = cookie;
  }

  Caller caller() {
    return caller;
  }

  /** A token with which the client needn't show its credentials again. */
  Optional<AccessToken> cookie() {
    return cookie;
  }
}
