package org.gatehouse.core.audit;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/**
 * The audit log, which the server's log repeats. An entry recorded within a transaction lives and
 * dies with it, so that nothing is told that didn't happen; a refusal is recorded outside of one.
 * Each is an event as well, for those who count them.
 */
@Singleton
public class Audit {
  private static final Logger LOG = System.getLogger("org.gatehouse.audit");

  private final AuditEvents events;
  private final ChangeFormat changeFormat;
  private final Event<AuditEntry> recorded;
  private final Clock clock;

  @Inject
  Audit(AuditEvents events, ChangeFormat changeFormat, Event<AuditEntry> recorded, Clock clock) {
    this.events = events;
    this.changeFormat = changeFormat;
    this.recorded = recorded;
    this.clock = clock;
  }

  /** Records an entry. */
  public void record(AuditEntry entry) {
    String changes = changeFormat.format(entry.changes());
    events.add(new AuditEvent(clock.instant(), entry, changes));
    LOG.log(
        Level.INFO,
        "{0} {1} workspace={2} user={3} actor={4} session={5} address={6} {7} {8} request={9} agent=\"{10}\"",
        entry.type().word(),
        entry.outcome(),
        entry.subject().workspaceId(),
        entry.subject().userId(),
        entry.subject().actorId(),
        entry.subject().sessionId(),
        entry.origin().address(),
        entry.detail(),
        changes,
        entry.origin().requestId(),
        entry.origin().userAgent());
    recorded.fire(entry);
  }
}
