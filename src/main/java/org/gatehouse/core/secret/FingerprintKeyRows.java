package org.gatehouse.core.secret;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.database.Repository;

/** The rows of {@link FingerprintKeys}, each step in a transaction of its own. */
@Repository
@Transactional(Transactional.TxType.REQUIRES_NEW)
class FingerprintKeyRows {
  @PersistenceContext EntityManager entityManager;

  Optional<String> find(String purpose) {
    return Optional.ofNullable(entityManager.find(FingerprintKey.class, purpose))
        .map(FingerprintKey::sealedKey);
  }

  void add(String purpose, String sealedKey) {
    entityManager.persist(new FingerprintKey(purpose, sealedKey));
    entityManager.flush();
  }
}
