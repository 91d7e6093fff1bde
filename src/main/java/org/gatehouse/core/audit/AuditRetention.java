package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.core.settings.Settings;

/** Forgets entries of the audit log that are older than an operator wants to keep. */
@Singleton
public class AuditRetention {
  private static final int BATCH = 1_000;

  /** So that an hour's work ends, also where years are to be forgotten; the next goes on. */
  private static final int MOST_BATCHES = 500;

  private final JpaAudit entries;
  private final Duration kept;
  private final Clock clock;

  /**
   * @param entries where they are
   * @param settings how long they are kept
   * @param clock what time it is
   */
  @Inject
  public AuditRetention(JpaAudit entries, Settings settings, Clock clock) {
    this.entries = entries;
    this.kept = settings.auditRetention();
    this.clock = clock;
  }

  /** Removes them, few in each transaction: whoever writes an entry meanwhile doesn't wait. */
  public int removeOld() {
    Instant before = clock.instant().minus(kept);
    int removed = 0;
    for (int i = 0; i < MOST_BATCHES; i++) {
      int batch = entries.removeBefore(before, BATCH);
      removed += batch;
      if (batch < BATCH) {
        break;
      }
    }
    return removed;
  }
}
