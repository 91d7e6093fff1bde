package org.gatehouse.federation.saml;

import java.util.Set;

/** What SAML adds to {@code /v1}. */
public final class Saml {
  /** Its resources. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(SamlResource.class, AcsResource.class, SamlLogoutResource.class);

  private Saml() {}
}
