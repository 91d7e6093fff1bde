package org.gatehouse.core.federation;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;

/**
 * Used messages in the database, each in a transaction of its own: what was used stays so when the
 * caller's is rolled back.
 */
@Singleton
@Transactional(Transactional.TxType.REQUIRES_NEW)
class JpaUsedMessages {
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

  int removeExpired(Instant now) {
    return entityManager
        .createQuery("delete from UsedMessage m where m.expiresAt < :now")
        .setParameter("now", now)
        .executeUpdate();
  }
}
