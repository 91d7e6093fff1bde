package org.gatehouse.federation.saml.key;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** Keys of the service provider in the database, each step in a transaction of its own. */
@Singleton
@Transactional(Transactional.TxType.REQUIRES_NEW)
class SpKeyRows {
  @PersistenceContext EntityManager entityManager;

  List<SpKey> all() {
    return entityManager
        .createQuery("select k from SpKey k order by k.createdAt, k.id", SpKey.class)
        .getResultList();
  }

  void add(SpKey key) {
    entityManager.persist(key);
    entityManager.flush();
  }

  void useNext() {
    // Nothing retires unless something follows it.
    long next =
        entityManager
            .createQuery("select count(k) from SpKey k where k.slot = :next", Long.class)
            .setParameter("next", SpKey.Slot.NEXT)
            .getSingleResult();
    if (next == 1) {
      update("update SpKey k set k.slot = null where k.slot = :slot", SpKey.Slot.ACTIVE);
      entityManager
          .createQuery("update SpKey k set k.slot = :active where k.slot = :next")
          .setParameter("active", SpKey.Slot.ACTIVE)
          .setParameter("next", SpKey.Slot.NEXT)
          .executeUpdate();
    }
  }

  int removeRetired() {
    return entityManager.createQuery("delete from SpKey k where k.slot is null").executeUpdate();
  }

  private void update(String change, SpKey.Slot slot) {
    entityManager.createQuery(change).setParameter("slot", slot).executeUpdate();
  }
}
