package org.gatehouse.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/**
 * That a second factor is demanded.
 *
 * @param factor which
 * @param roles of those who have one of these roles, Gatehouse's own among them; of everybody, if
 *     there are none
 * @param within and, of those, who has one of these; if there are any
 * @param since when this was demanded first
 * @param grace how much longer people may take
 */
public record Demand(
    SecondFactorDemand factor,
    Set<String> roles,
    Set<String> within,
    Instant since,
    Duration grace) {
  /** Copies the roles. */
  public Demand {
    roles = Set.copyOf(roles);
    within = Set.copyOf(within);
  }

  /** Of all who have one of these roles. */
  public Demand(SecondFactorDemand factor, Set<String> roles, Instant since, Duration grace) {
    this(factor, roles, Set.of(), since, grace);
  }

  /**
   * What is left of this one while people have time for another that has taken its place: it goes
   * on for those whom the other is about, and asks for no more. So it makes no difference once the
   * other is due.
   */
  Demand until(Demand other) {
    return new Demand(
        factor.meets(other.factor) ? other.factor : factor, roles, other.roles, since, grace);
  }

  /** The same where a browser may stand for a second factor that was shown in it before. */
  Demand orTrusted() {
    return factor == SecondFactorDemand.REQUIRED
        ? new Demand(SecondFactorDemand.TRUSTED_DEVICE, roles, within, since, grace)
        : this;
  }

  /** Whether it counts for anybody. */
  boolean isInForce(Instant now) {
    return factor != SecondFactorDemand.NOT_REQUIRED && !since.plus(grace).isAfter(now);
  }

  /** Whether it is about somebody who has these roles. */
  boolean concerns(Set<String> has) {
    return isAmong(roles, has) && isAmong(within, has);
  }

  private static boolean isAmong(Set<String> wanted, Set<String> has) {
    return wanted.isEmpty() || !Collections.disjoint(wanted, has);
  }

  /**
   * From when on it counts for somebody. The grace begins with the demand, or with the account if
   * that is younger; never with a login, or whoever gets hold of the password of an account that
   * nobody uses would have all of it.
   *
   * @param madeAt when the account was made
   */
  Instant due(Instant madeAt) {
    return (madeAt.isAfter(since) ? madeAt : since).plus(grace);
  }
}
