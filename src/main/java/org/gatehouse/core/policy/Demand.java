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
 * @param since when this was demanded first
 * @param grace how much longer people may take
 */
public record Demand(SecondFactorDemand factor, Set<String> roles, Instant since, Duration grace) {
  /** Copies the roles. */
  public Demand {
    roles = Set.copyOf(roles);
  }

  /** Whether it is about somebody who has these roles. */
  boolean concerns(Set<String> has) {
    return roles.isEmpty() || !Collections.disjoint(roles, has);
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
