package org.gatehouse.core.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What was in force when a workspace demanded more. */
@Embeddable
class EarlierDemand {
  @Column(name = "earlier_second_factor")
  private String secondFactor;

  @Column(name = "earlier_roles")
  private String roles;

  @Column(name = "earlier_since")
  private Instant since;

  @Column(name = "earlier_grace_days")
  private Integer graceDays;

  /** For JPA. */
  protected EarlierDemand() {}

  private EarlierDemand(Demand demand, long graceDays) {
    this.secondFactor = demand.factor().word();
    this.roles = String.join("\n", demand.roles());
    this.since = demand.since();
    this.graceDays = Math.toIntExact(graceDays);
  }

  /**
   * Keeps what was in force.
   *
   * @param before what had been in force before that: accounts that are younger than both may have
   *     to meet it alone, so that they get no more time than it gave them
   */
  static EarlierDemand of(Demand demand, Optional<EarlierDemand> before) {
    long days = demand.grace().toDays();
    return new EarlierDemand(
        demand, before.map(known -> Math.min(days, known.graceDays)).orElse(days));
  }

  Demand demand() {
    return new Demand(
        SecondFactorDemand.of(secondFactor).orElse(SecondFactorDemand.PHISHING_RESISTANT),
        Set.copyOf(roles.lines().toList()),
        since,
        Duration.ofDays(graceDays));
  }
}
