package org.gatehouse.federation.saml;

import java.time.Clock;
import org.gatehouse.core.fetch.GivenFetch;

/** What understands metadata, for unit tests of those who use it. */
public final class GivenMetadata {
  private GivenMetadata() {}

  /** One that fetches from this machine, too; nobody may ask it who we are. */
  public static SamlMetadata onThisMachine() {
    return new SamlMetadata(GivenFetch.onThisMachine(), new ReadMetadata(Clock.systemUTC()), null);
  }
}
