package org.gatehouse.core.oauth.consent;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  List<Consent> of(UUID userId) {
    return entityManager
        .createQuery(
            "select c from Consent c where c.key.userId = :user order by c.grantedAt desc",
            Consent.class)
        .setParameter("user", userId)
        .getResultList();
  }

  boolean remove(Consent.Key key) {
    return entityManager
            .createQuery("delete from Consent c where c.key = :key")
            .setParameter("key", key)
            .executeUpdate()
        == 1;
  }
}
