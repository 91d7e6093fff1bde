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
  private final ShortenAudit shortenAudit;
  private final Duration kept;
  private final Clock clock;

  @Inject
  AuditRetention(ShortenAudit shortenAudit, Settings settings, Clock clock) {
    this.shortenAudit = shortenAudit;
    this.kept = settings.auditRetention();
    this.clock = clock;
  }

  /** Removes them, few in each transaction: whoever writes an entry meanwhile doesn't wait. */
  public int removeOld() {
    Instant before = clock.instant().minus(kept);
    return OldRows.inBatches(most -> shortenAudit.removeBefore(before, most))
        + OldRows.inBatches(most -> shortenAudit.removeUnlinked(before, most));
  }
}
