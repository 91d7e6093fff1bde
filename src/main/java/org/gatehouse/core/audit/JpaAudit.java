package org.gatehouse.core.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import org.gatehouse.core.database.OldRows;

/** Keeps the audit log in the database and repeats it in the server's log. */
@Singleton
public class JpaAudit implements Audit {
  private static final Logger LOG = System.getLogger("org.gatehouse.audit");

  private static final OldRows OLD = new OldRows("audit_event", "id", "occurred_at");

  private final ChangeFormat changeFormat;
  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  @Inject
  JpaAudit(ChangeFormat changeFormat, Clock clock) {
    this.changeFormat = changeFormat;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void record(AuditEntry entry) {
    String changes = changeFormat.format(entry.changes());
    entityManager.persist(new AuditEvent(clock.instant(), entry, changes));
    LOG.log(
        Level.INFO,
        "{0} {1} workspace={2} user={3} actor={4} session={5} address={6} {7} {8} agent=\"{9}\"",
        entry.type().word(),
        entry.outcome(),
        entry.workspaceId(),
        entry.userId(),
        entry.actorId(),
        entry.sessionId(),
        entry.address(),
        entry.detail(),
        changes,
        entry.userAgent());
  }

  /** Removes entries from before a moment, so many at the most; answers how many. */
  @Transactional
  int removeBefore(Instant before, int most) {
    return OLD.remove(entityManager, before, most);
  }
}
