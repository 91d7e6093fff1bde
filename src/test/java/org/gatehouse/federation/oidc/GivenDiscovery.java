package org.gatehouse.federation.oidc;

/** What asks OpenID providers about themselves, for unit tests of those who use it. */
public final class GivenDiscovery {
  private GivenDiscovery() {}

  /** One that asks those on this machine, by plain http. */
  public static Discovery onThisMachine() {
    return new Discovery(Login.EXCHANGE, true);
  }
}
