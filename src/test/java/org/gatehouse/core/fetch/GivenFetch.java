package org.gatehouse.core.fetch;

import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.settings.ProviderNetworks;
import org.gatehouse.fixture.Given;

/** What asks providers, for unit tests of those who use it. */
public final class GivenFetch {
  private GivenFetch() {}

  /** One that asks providers on this machine, too. */
  public static Fetch onThisMachine() {
    return with(destinationsOnThisMachine(SystemDefaultDnsResolver.INSTANCE));
  }

  /** One that calls there. */
  static Fetch with(Destinations destinations) {
    return new Fetch(destinations, Given.event(call -> {}));
  }

  static Destinations destinationsOnThisMachine(DnsResolver names) {
    return new Destinations(
        new ProviderNetworks(true, true, true, List.of(), List.of()), true, names);
  }

  /** Of an installation where strangers may sign up. */
  static Destinations destinations(DnsResolver names) {
    return new Destinations(
        new ProviderNetworks(false, false, true, List.of(), List.of(443)), false, names);
  }

  /** Of an installation for others: where its operator allows. */
  static Destinations destinations(boolean intranet, boolean internet, String... named) {
    return new Destinations(
        new ProviderNetworks(
            false,
            intranet,
            internet,
            List.of(named).stream().map(text -> AddressRange.parse(text).orElseThrow()).toList(),
            List.of(443)),
        false,
        SystemDefaultDnsResolver.INSTANCE);
  }
}
