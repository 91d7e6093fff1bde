package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;

/** Logouts of ours that providers haven't answered yet. */
@Singleton
class Logouts {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LogoutRows rows;
  private final Clock clock;

  @Inject
  Logouts(LogoutRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Notes one.
   *
   * @param returnTo where the person wants to go after it
   */
  void add(String requestId, UUID providerId, String returnTo) {
    rows.add(new LogoutUnderWay(requestId, providerId, returnTo, clock.instant().plus(PATIENCE)));
  }

  /** The one of this request, if it isn't too old; uses nothing up. */
  Optional<LogoutUnderWay> of(String requestId) {
    return rows.of(requestId, clock.instant());
  }

  /** Uses one up; of several at once, one does. */
  boolean use(String requestId) {
    return rows.use(requestId);
  }

  /** Removes those that weren't answered. */
  int removeExpired() {
    return OldRows.inBatches(most -> rows.removeExpired(clock.instant(), most));
  }
}
