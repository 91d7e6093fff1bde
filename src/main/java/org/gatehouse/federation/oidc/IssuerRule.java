package org.gatehouse.federation.oidc;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with the issuer of an OpenID provider. */
public final class IssuerRule extends Rule {
  public static final IssuerRule INVALID =
      new IssuerRule("oidcIssuer.invalid", "The issuer must be an https address without ? and #.");
  public static final IssuerRule ANY_TENANT =
      new IssuerRule(
          "oidcIssuer.anyTenant", "The issuer must be the one of a tenant, not of all of them.");
  public static final IssuerRule OTHER =
      new IssuerRule(
          "oidcIssuer.other", "The configuration there is of an issuer that is written otherwise.");
  public static final IssuerRule UNREADABLE =
      new IssuerRule(
          "oidcIssuer.unreadable", "What the issuer answers is no OpenID configuration.");
  public static final IssuerRule UNSUITABLE =
      new IssuerRule(
          "oidcIssuer.unsuitable",
          "The issuer must offer the authorization code flow, client_secret_basic or client_secret_post, and RS256, PS256 or ES256.");
  public static final IssuerRule ENDPOINTS =
      new IssuerRule(
          "oidcIssuer.endpoints",
          "The issuer must name an authorization, a token and a keys address, all of them https.");
  public static final IssuerRule NO_ADDRESS =
      new IssuerRule(
          "oidcIssuer.noAddress", "The provider calls itself something that is no address.");

  private IssuerRule(String key, String sentence) {
    super(key, sentence);
  }
}
