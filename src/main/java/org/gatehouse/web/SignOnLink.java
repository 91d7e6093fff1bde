package org.gatehouse.web;

import org.gatehouse.core.provider.IdentityProvider;

/**
 * Where the browser goes to log in at an identity provider.
 *
 * @param more what else to ask for, as parameters of a query
 */
public record SignOnLink(IdentityProvider provider, String more) {
  /** Its address, below the context root. */
  public String getUrl() {
    return "/v1/auth/"
        + provider.protocol().word()
        + "/login?provider="
        + provider.id()
        + "&workspace="
        + Browser.encode(provider.workspace().uid())
        + more;
  }

  /**
   * The same link, by which the provider authenticates the person again, whoever is logged in
   * there.
   */
  public String getAnewUrl() {
    return getUrl() + "&force=true";
  }
}
