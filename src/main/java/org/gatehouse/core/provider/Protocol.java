package org.gatehouse.core.provider;

import java.util.Locale;

/** In which language an identity provider is spoken to. */
public enum Protocol {
  /** SAML 2.0, Web Browser SSO profile. */
  SAML,
  /** OpenID Connect Core 1.0, authorization code flow. */
  OIDC;

  /** As APIs and addresses write it: {@code saml}, {@code oidc}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
