package org.gatehouse.core.login;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.gatehouse.core.guard.KnownDevices;
import org.gatehouse.core.guard.KnownDevices.Remembered;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Client;

/**
 * Has a browser remember that somebody has logged in there. The person is told where that is new
 * (NIST SP 800-63B-4, 4.6), but not of the very first login of an account: that is nowhere known.
 */
@Singleton
@Transactional
public class RememberDevice {
  private final KnownDevices devices;
  private final Event<NewDevice> found;
  private final Clock clock;

  @Inject
  RememberDevice(KnownDevices devices, Event<NewDevice> found, Clock clock) {
    this.devices = devices;
    this.found = found;
    this.clock = clock;
  }

  /**
   * To be asked before the browser gets the login: so nobody is let in of whom the person wouldn't
   * hear, whatever ends in between.
   *
   * @return what the browser is to keep
   */
  public String remember(LoggedIn login) {
    Client client = login.caller().client();
    Remembered remembered = devices.remember(login.user().id(), client.device());
    if (!remembered.wasKnown() && !login.first()) {
      found.fire(new NewDevice(login.user(), client, clock.instant()));
    }
    return remembered.kept();
  }
}
