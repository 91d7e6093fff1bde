package org.gatehouse.core.audit;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The audit log, which the server's log repeats. An entry recorded within a transaction lives and
 * dies with it, so that nothing is told that didn't happen; a refusal is recorded outside of one.
 * Each is an event as well, for those who log, count or trace them once it has happened.
 */
@Singleton
public class Audit {
  private final AuditEvents events;
  private final ChangeFormat changeFormat;
  private final AuditSignatures signatures;
  private final Event<AuditEntry> recorded;
  private final Clock clock;

  @Inject
  Audit(
      AuditEvents events,
      ChangeFormat changeFormat,
      AuditSignatures signatures,
      Event<AuditEntry> recorded,
      Clock clock) {
    this.events = events;
    this.changeFormat = changeFormat;
    this.signatures = signatures;
    this.recorded = recorded;
    this.clock = clock;
  }

  /** Records an entry. */
  public void record(AuditEntry entry) {
    String changes = changeFormat.format(entry.changes());
    AuditEvent event = new AuditEvent(clock.instant(), entry, changes);
    event.sign(signatures.of(event));
    events.add(event);
    recorded.fire(entry);
  }
}
