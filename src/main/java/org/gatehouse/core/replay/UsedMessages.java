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
   * Adds one unless it is there, by one statement: a proof of a key comes with each call.
   *
   * @return whether it was added
   * @throws jakarta.persistence.PersistenceException if somebody else adds it at this moment
   */
  boolean add(UsedMessage message) {
    return add(entityManager, message);
  }

  static boolean add(EntityManager entityManager, UsedMessage message) {
    return entityManager
            .createNativeQuery(
                "insert into used_message (message_hash, expires_at)"
                    + " select cast(:hash as varchar(64)), cast(:end as timestamp(6) with time zone)"
                    + " where not exists"
                    + " (select 1 from used_message where message_hash = :hash)")
            .setParameter("hash", message.hash())
            .setParameter("end", message.expiresAt())
            .executeUpdate()
        == 1;
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
