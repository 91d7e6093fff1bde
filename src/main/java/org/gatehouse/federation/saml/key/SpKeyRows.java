package org.gatehouse.federation.saml.key;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import org.gatehouse.core.database.Repository;

/** The rows of {@link SpKeys}, each step in a transaction of its own. */
@Repository
@Transactional(Transactional.TxType.REQUIRES_NEW)
class SpKeyRows {
  @PersistenceContext EntityManager entityManager;

  /** All of them, the oldest first. */
  List<SpKey> all() {
    return entityManager
        .createQuery("select k from SpKey k order by k.createdAt, k.id", SpKey.class)
        .getResultList();
  }

  /**
   * Adds one.
   *
   * @throws jakarta.persistence.PersistenceException if there is one in its slot
   */
  void add(SpKey key) {
    entityManager.persist(key);
    entityManager.flush();
  }

  /** The next key becomes the active one, and that one only decrypts from now on. */
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

  /** Removes those that only decrypt. */
  int removeRetired() {
    return entityManager.createQuery("delete from SpKey k where k.slot is null").executeUpdate();
  }

  private void update(String change, SpKey.Slot slot) {
    entityManager.createQuery(change).setParameter("slot", slot).executeUpdate();
  }
}
