package org.gatehouse.core.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of the audit log. */
@Repository
@Transactional
public class AuditEvents {
  private static final OldRows OLD = new OldRows("audit_event", "id", "occurred_at");

  /** So many are looked at in one statement, so that it ends before the database ends it. */
  private static final int LOOKED_AT = 50_000;

  @PersistenceContext private EntityManager entityManager;

  void add(AuditEvent event) {
    entityManager.persist(event);
  }

  /**
   * Those that are wanted, the newest first. Looks at so many entries and no more, however few it
   * finds: there are more as long as there is a next place.
   *
   * @param after only what comes after this place
   * @param most how many at the most
   */
  public AuditSlice find(AuditFilter filter, Optional<AuditCursor> after, int most) {
    return new AuditReading(entityManager, most, LOOKED_AT).find(filter, after);
  }

  /**
   * Those about a person, whoever did it, the newest first.
   *
   * @param filter which; its person is who it is about
   */
  public AuditSlice findAbout(AuditFilter filter, Optional<AuditCursor> after, int most) {
    return new AuditReading(entityManager, most, LOOKED_AT).findAbout(filter, after);
  }

  /** Removes entries from before a moment, so many at the most; answers how many. */
  int removeBefore(Instant before, int most) {
    return OLD.remove(entityManager, before, most);
  }
}
