package org.gatehouse.federation.oidc;

import java.util.Set;

/** What OpenID Connect adds to {@code /v1}. */
public final class OpenIdConnect {
  /** Its resources. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(OidcResource.class, OidcLogoutResource.class, BackChannelResource.class);

  private OpenIdConnect() {}
}
