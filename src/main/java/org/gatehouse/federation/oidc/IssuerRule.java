package org.gatehouse.federation.oidc;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with the issuer of an OpenID provider. */
public enum IssuerRule implements Rule {
  INVALID("oidcIssuer.invalid", "The issuer must be an https address without ? and #."),
  ANY_TENANT("oidcIssuer.anyTenant", "The issuer must be the one of a tenant, not of all of them."),
  OTHER("oidcIssuer.other", "The configuration there is of an issuer that is written otherwise."),
  UNREADABLE("oidcIssuer.unreadable", "What the issuer answers is no OpenID configuration."),
  UNSUITABLE(
      "oidcIssuer.unsuitable",
      "The issuer must offer the authorization code flow, client_secret_basic or client_secret_post, and RS256, PS256 or ES256."),
  ENDPOINTS(
      "oidcIssuer.endpoints",
      "The issuer must name an authorization, a token and a keys address, all of them https."),
  NO_ADDRESS("oidcIssuer.noAddress", "The provider calls itself something that is no address.");

  private final String key;
  private final String sentence;

  IssuerRule(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
