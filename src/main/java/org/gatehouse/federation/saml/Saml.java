package org.gatehouse.federation.saml;

import java.util.Set;

/** SAML's part of {@code /v1}. */
public final class Saml {
  /** The resources of SAML. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(SamlResource.class, AcsResource.class, SamlLogoutResource.class);

  private Saml() {}
}
