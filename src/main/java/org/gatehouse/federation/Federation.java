package org.gatehouse.federation;

import java.util.Set;
import org.gatehouse.federation.oidc.BackChannelResource;
import org.gatehouse.federation.oidc.OidcLogoutResource;
import org.gatehouse.federation.oidc.OidcResource;

/** What single sign-on adds to {@code /v1}. */
public final class Federation {
  /** Its resources. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          SignOnResource.class,
          OidcResource.class,
          OidcLogoutResource.class,
          BackChannelResource.class);

  private Federation() {}
}
