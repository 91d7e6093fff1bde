package org.gatehouse.core.session;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.core.database.OldRows;

/** Removes the rows of sessions that ended, expired or were left more than a day ago. */
@Singleton
public class RemoveSessions {
  private static final Duration KEPT_AFTER_END = Duration.ofDays(1);

  private final EndedSessions ended;
  private final Clock clock;

  /**
   * @param ended where they are
   * @param clock what time it is
   */
  @Inject
  public RemoveSessions(EndedSessions ended, Clock clock) {
    this.ended = ended;
    this.clock = clock;
  }

  /** Does it, few in each transaction; answers how many there were. */
  public int run() {
    Instant before = clock.instant().minus(KEPT_AFTER_END);
    return OldRows.inBatches(most -> ended.remove(before, most));
  }
}
