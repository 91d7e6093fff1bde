package org.gatehouse.core.login;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Client;

/**
 * Lets people trust the browser in which they show a second factor, where their workspace offers
 * that and nothing is demanded that a trusted browser can't stand for.
 */
@Singleton
@Transactional
public class TrustDevice {
  private final PendingLogins pendingLogins;
  private final Claimants claimants;
  private final DemandedFactors demanded;
  private final TrustedDevices devices;
  private final Event<DeviceTrusted> trusted;
  private final Audit audit;
  private final Clock clock;

  @Inject
  TrustDevice(
      PendingLogins pendingLogins,
      Claimants claimants,
      DemandedFactors demanded,
      TrustedDevices devices,
      Event<DeviceTrusted> trusted,
      Audit audit,
      Clock clock) {
    this.pendingLogins = pendingLogins;
    this.claimants = claimants;
    this.demanded = demanded;
    this.devices = devices;
    this.trusted = trusted;
    this.audit = audit;
    this.clock = clock;
  }

  /** For how many days whoever awaits the second step may trust the browser; 0 if not at all. */
  public int daysOffered(String pendingToken) {
    return pendingLogins
        .find(pendingToken)
        .map(pending -> pending.user().id())
        .flatMap(userId -> claimants.withId(userId, Optional.empty(), clock.instant()))
        .map(demanded::daysOfTrust)
        .orElse(0);
  }

  /**
   * Trusts the browser in which somebody has just shown a second factor, in the transaction that
   * lets them in.
   *
   * @param kept what it keeps of earlier ones; anything is allowed
   * @return the login, with what the browser is to keep; as it is where that isn't offered
   */
  @Transactional(TxType.MANDATORY)
  LoggedIn trust(LoggedIn login, Client client, String kept) {
    UUID userId = login.user().id();
    return claimants
        .locked(login.user(), Optional.empty(), clock.instant())
        .map(demanded::daysOfTrust)
        .filter(days -> days > 0)
        .map(
            days -> {
              audit.record(
                  login
                      .caller()
                      .audited(AuditType.TRUSTED_DEVICE_ADD, "ok")
                      .detail(days + (days == 1 ? " day" : " days")));
              trusted.fire(new DeviceTrusted(login.user(), days));
              return login.trusting(
                  new Trusted(devices.trust(userId, days, client.userAgent(), kept), days));
            })
        .orElse(login);
  }

  /**
   * A browser that is trusted.
   *
   * @param kept what it is to keep
   * @param days for how many days
   */
  public record Trusted(String kept, int days) {
    @Override
    public String toString() {
      return "Trusted[" + days + "]";
    }
  }
}
