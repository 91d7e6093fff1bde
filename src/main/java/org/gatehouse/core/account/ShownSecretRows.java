package org.gatehouse.core.account;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link ShownSecrets}. */
@Repository
@Transactional
class ShownSecretRows {
  private static final OldRows EXPIRED = new OldRows("shown_secret", "id", "expires_at");

  @PersistenceContext EntityManager entityManager;

  void add(ShownSecret secret) {
    entityManager.persist(secret);
  }

  Optional<ShownSecret> find(UUID id, UUID sessionId, Instant now) {
    return entityManager
        .createQuery(
            "select s from ShownSecret s where s.id = :id and s.sessionId = :session"
                + " and s.expiresAt > :now",
            ShownSecret.class)
        .setParameter("id", id)
        .setParameter("session", sessionId)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
