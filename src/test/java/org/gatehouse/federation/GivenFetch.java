package org.gatehouse.federation;

/** What asks providers, for unit tests of those who use it. */
public final class GivenFetch {
  private GivenFetch() {}

  /** One that asks providers on this machine, too. */
  public static Fetch onThisMachine() {
    return new Fetch(new Destinations(true));
  }
}
