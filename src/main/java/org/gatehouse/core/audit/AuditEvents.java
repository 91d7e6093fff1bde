package org.gatehouse.core.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of the audit log. */
@Repository
@Transactional
class AuditEvents {
  private static final OldRows OLD = new OldRows("audit_event", "id", "occurred_at");

  @PersistenceContext private EntityManager entityManager;

  void add(AuditEvent event) {
    entityManager.persist(event);
  }

  /** Removes entries from before a moment, so many at the most; answers how many. */
  int removeBefore(Instant before, int most) {
    return OLD.remove(entityManager, before, most);
  }
}
