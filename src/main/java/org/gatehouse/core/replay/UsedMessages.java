package org.gatehouse.core.replay;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/**
 * The rows of {@link ReplayCache}, each in a transaction of its own: what was used stays so when
 * the caller's is rolled back.
 */
@Repository
@Transactional(Transactional.TxType.REQUIRES_NEW)
class UsedMessages {
  private static final OldRows EXPIRED = new OldRows("used_message", "message_hash", "expires_at");

  @PersistenceContext private EntityManager entityManager;

  boolean has(String hash) {
    return entityManager.find(UsedMessage.class, hash) != null;
  }

  /**
   * @throws jakarta.persistence.PersistenceException if there is such a message
   */
  void add(UsedMessage message) {
    entityManager.persist(message);
    entityManager.flush();
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
