package org.gatehouse.core.token;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;

/** Key pairs in the database. */
@Singleton
@Transactional
class JpaSigningKeys implements SigningKeyStore {
  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  @Inject
  JpaSigningKeys(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<SigningKey> published() {
    return entityManager
        .createQuery(
            "select k from SigningKey k where k.publishedUntil > :now order by k.signsUntil, k.kid",
            SigningKey.class)
        .setParameter("now", clock.instant())
        .getResultList();
  }

  /** On its own: what waits for it may still fail, and the key is in use from now on. */
  @Override
  @Transactional(TxType.REQUIRES_NEW)
  public void add(SigningKey key) {
    entityManager.persist(key);
  }

  @Override
  public boolean remove(String kid) {
    return entityManager
            .createQuery("delete from SigningKey k where k.kid = :kid")
            .setParameter("kid", kid)
            .executeUpdate()
        == 1;
  }

  @Override
  public void removeUnpublished() {
    entityManager
        .createQuery("delete from SigningKey k where k.publishedUntil < :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
  }
}
