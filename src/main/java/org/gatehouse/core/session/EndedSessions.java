package org.gatehouse.core.session;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** Sessions that are over, however they ended: one moment says when. */
@Repository
@Transactional
class EndedSessions {
  private static final OldRows OVER = new OldRows("login_session", "id", "idle_until");

  @PersistenceContext EntityManager entityManager;

  /** Removes so many at the most; answers how many. */
  int remove(Instant before, int most) {
    return OVER.remove(entityManager, before, most);
  }
}
