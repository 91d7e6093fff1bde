package org.gatehouse.core.login;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link PendingLogins}, by the hash of their token. */
@Repository
@Transactional
class PendingLoginRows {
  private static final OldRows EXPIRED = new OldRows("pending_login", "token_hash", "expires_at");

  @PersistenceContext private EntityManager entityManager;

  void add(PendingLogin login) {
    entityManager.merge(login);
  }

  Optional<PendingLogin> find(String tokenHash, Instant now) {
    return entityManager
        .createQuery(
            "select p from PendingLogin p join fetch p.user u join fetch u.workspace"
                + " where p.tokenHash = :hash and p.expiresAt > :now",
            PendingLogin.class)
        .setParameter("hash", tokenHash)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  int remove(String tokenHash) {
    return entityManager
        .createQuery("delete from PendingLogin p where p.tokenHash = :hash")
        .setParameter("hash", tokenHash)
        .executeUpdate();
  }

  void removeAll(UUID userId) {
    entityManager
        .createQuery("delete from PendingLogin p where p.user.id = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
