package org.gatehouse.core.session;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** Sessions that are over. */
@Repository
@Transactional
class EndedSessions {
  /** One after the other: a database finds them by one index at a time. */
  static final List<OldRows> WAYS_TO_END =
      List.of(
          new OldRows("login_session", "id", "ended_at"),
          new OldRows("login_session", "id", "idle_until"),
          new OldRows("login_session", "id", "expires_at"));

  @PersistenceContext EntityManager entityManager;

  /** Removes so many at the most; answers how many. */
  int remove(OldRows rows, Instant before, int most) {
    return rows.remove(entityManager, before, most);
  }
}
