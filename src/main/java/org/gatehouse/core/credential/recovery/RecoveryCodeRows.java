package org.gatehouse.core.credential.recovery;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/** The rows of {@link RecoveryCodes}. */
@Repository
@Transactional
class RecoveryCodeRows {
  @PersistenceContext private EntityManager entityManager;

  void add(RecoveryCode code) {
    entityManager.persist(code);
  }

  /** Uses a code up; answers whether it was there to be used. */
  boolean use(UUID userId, String hash, Instant now) {
    return entityManager
            .createQuery(
                "update RecoveryCode r set r.usedAt = :now"
                    + " where r.userId = :user and r.codeHash = :hash and r.usedAt is null")
            .setParameter("now", now)
            .setParameter("user", userId)
            .setParameter("hash", hash)
            .executeUpdate()
        == 1;
  }

  int unused(UUID userId) {
    return entityManager
        .createQuery(
            "select count(r) from RecoveryCode r where r.userId = :user and r.usedAt is null",
            Long.class)
        .setParameter("user", userId)
        .getSingleResult()
        .intValue();
  }

  void remove(UUID userId) {
    entityManager
        .createQuery("delete from RecoveryCode r where r.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }
}
