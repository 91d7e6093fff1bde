package org.gatehouse.federation;

import java.util.Set;
import org.gatehouse.federation.oidc.BackChannelResource;
import org.gatehouse.federation.oidc.OidcLogoutResource;
import org.gatehouse.federation.oidc.OidcResource;
import org.gatehouse.federation.saml.AcsResource;
import org.gatehouse.federation.saml.SamlLogoutResource;
import org.gatehouse.federation.saml.SamlResource;

/** What single sign-on adds to {@code /v1}. */
public final class Federation {
  /** Its resources. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          SignOnResource.class,
          SamlResource.class,
          AcsResource.class,
          SamlLogoutResource.class,
          OidcResource.class,
          OidcLogoutResource.class,
          BackChannelResource.class);

  private Federation() {}
}
