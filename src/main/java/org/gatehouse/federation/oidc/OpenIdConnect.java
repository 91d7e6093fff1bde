package org.gatehouse.federation.oidc;

import java.util.Set;

/** OpenID Connect's part of {@code /v1}. */
public final class OpenIdConnect {
  /** The resources of OpenID Connect. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(OidcResource.class, OidcLogoutResource.class, BackChannelResource.class);

  private OpenIdConnect() {}
}
