package org.gatehouse.core.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.limit.Permit;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.settings.Settings;

/**
 * How often an address may be wrong, whoever it says it is: what slows down somebody who tries one
 * password with every account, which no count of an account does. To be asked before anything
 * costly; what was right gives its permit back, as thousands may share an address.
 */
@Singleton
class FailureLimit {
  /** Within it as many failures become possible again as are at once. */
  private static final Duration PERIOD = Duration.ofMinutes(5);

  private final Limits limits;
  private final Limit failures;
  private final Audit audit;

  /**
   * @param limits where they are counted
   * @param settings how many
   * @param audit told when somebody exceeds the limit
   */
  @Inject
  FailureLimit(Limits limits, Settings settings, Audit audit) {
    this.limits = limits;
    this.failures = new Limit("failure", settings.guesses().perAddress(), PERIOD);
    this.audit = audit;
  }

  /**
   * Counts a failure of this address, which may yet turn out to be none. No address has no count: a
   * login that comes over no network, but from within the server, shares none with others.
   *
   * @throws LimitExceeded if there were too many
   */
  Permit takeFrom(String address) {
    if (address.isEmpty()) {
      return Permit.NONE;
    }
    requireRoom(address);
    try {
      return limits.take(failures, key(address));
    } catch (LimitExceeded e) {
      // Told now and then, not for each request of a flood.
      audit.record(AuditEntry.of(AuditType.LIMIT, "address").from(address));
      throw e;
    }
  }

  /**
   * The same for somebody of whom more is known than the address.
   *
   * @param subject by what: a known browser, a session
   * @throws LimitExceeded if there were too many
   */
  Permit takeOf(String subject) {
    return limits.take(failures, "subject/" + subject);
  }

  /**
   * Refuses if it is known, without asking the database, that there were too many.
   *
   * @throws LimitExceeded if so
   */
  void requireRoom(String address) {
    limits.requireRoom(failures, key(address));
  }

  private static String key(String address) {
    return "address/" + IpAddress.parse(address).map(IpAddress::network).orElse(address);
  }
}
