package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.settings.Settings;

/** Forgets entries of the audit log that are older than an operator wants to keep. */
@Singleton
public class AuditRetention {
  /** What is so much older has no link: nobody but its reader misses it. */
  private static final Duration UNLINKED = Duration.ofDays(7);

  private final SealAudit sealAudit;
  private final AuditEvents entries;
  private final Duration kept;
  private final Clock clock;

  @Inject
  AuditRetention(SealAudit sealAudit, AuditEvents entries, Settings settings, Clock clock) {
    this.sealAudit = sealAudit;
    this.entries = entries;
    this.kept = settings.auditRetention();
    this.clock = clock;
  }

  /** Removes them, few in each transaction: whoever writes an entry meanwhile doesn't wait. */
  public int removeOld() {
    Instant before = clock.instant().minus(kept);
    int chained = OldRows.inBatches(most -> sealAudit.removeBefore(before, most));
    Instant longBefore = before.minus(UNLINKED);
    return chained + OldRows.inBatches(most -> entries.removeBefore(longBefore, most));
  }
}
