package org.gatehouse.core.address;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.gatehouse.core.mail.KeptMails;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.mail.Templates;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.fixture.Given;

/** The parts of this package, made by hand as a container would. */
public final class GivenAddresses {
  private static final Settings SETTINGS =
      Given.settings(Map.of("GATEHOUSE_PUBLIC_URL", "https://login.example.com"));

  private GivenAddresses() {}

  /** For who doesn't come to use it: whatever changes something fails. */
  public static Addresses untouched() {
    return of(new AddressConfirmations(), new KeptMails(), moved -> {}, Clock.systemUTC());
  }

  static Addresses of(
      AddressConfirmations links, Outbox outbox, Consumer<AddressMoved> moves, Clock clock) {
    return new Addresses(
        links,
        new RandomToken(new SecureRandom()),
        new Templates(SETTINGS),
        outbox,
        SETTINGS,
        Given.event(moves),
        clock);
  }
}
