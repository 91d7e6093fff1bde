package org.gatehouse.core.token;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.gatehouse.core.database.Repository;

/** The rows of {@link SigningKeys}. */
@Repository
@Transactional
class SigningKeyRows {
  @PersistenceContext private EntityManager entityManager;

  /** Those that are to be published now, the one that stops signing first in front. */
  List<SigningKey> published(Instant now) {
    return entityManager
        .createQuery(
            "select k from SigningKey k where k.publishedUntil > :now order by k.signsUntil, k.kid",
            SigningKey.class)
        .setParameter("now", now)
        .getResultList();
  }

  /** On its own: what waits for it may still fail, and the key is in use from now on. */
  @Transactional(TxType.REQUIRES_NEW)
  void add(SigningKey key) {
    entityManager.persist(key);
  }

  /**
   * Forgets one before its time.
   *
   * @return whether there was one of this name
   */
  boolean remove(String kid) {
    return entityManager
            .createQuery("delete from SigningKey k where k.kid = :kid")
            .setParameter("kid", kid)
            .executeUpdate()
        == 1;
  }

  /** Forgets those that are to be published no longer. */
  void removeUnpublished(Instant now) {
    entityManager
        .createQuery("delete from SigningKey k where k.publishedUntil < :now")
        .setParameter("now", now)
        .executeUpdate();
  }
}
