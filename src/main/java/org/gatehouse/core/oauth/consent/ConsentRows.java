package org.gatehouse.core.oauth.consent;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.database.Repository;

/** The rows of {@link Consents}. */
@Repository
@Transactional
class ConsentRows {
  @PersistenceContext private EntityManager entityManager;

  Optional<Consent> find(Consent.Key key) {
    return Optional.ofNullable(entityManager.find(Consent.class, key));
  }

  void put(Consent consent) {
    entityManager.merge(consent);
  }

  boolean remove(Consent.Key key) {
    return entityManager
            .createQuery("delete from Consent c where c.key = :key")
            .setParameter("key", key)
            .executeUpdate()
        == 1;
  }
}
