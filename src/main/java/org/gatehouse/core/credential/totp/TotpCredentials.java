package org.gatehouse.core.credential.totp;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Repository;

/** The rows of {@link Totp}. */
@Repository
@Transactional
class TotpCredentials {
  @PersistenceContext private EntityManager entityManager;

  Optional<TotpCredential> find(UUID userId) {
    return Optional.ofNullable(entityManager.find(TotpCredential.class, userId));
  }

  /** Which of these users have one that is confirmed. */
  Set<UUID> confirmed(Collection<UUID> userIds) {
    return entityManager
        .createQuery(
            "select t.userId from TotpCredential t where t.userId in :users and t.confirmedAt is not null",
            UUID.class)
        .setParameter("users", userIds)
        .getResultList()
        .stream()
        .collect(Collectors.toSet());
  }

  void add(TotpCredential credential) {
    entityManager.persist(credential);
  }

  /**
   * Uses the code of a step, which confirms the app; answers whether that one, or a later, wasn't
   * used before, and the secret is still this one.
   */
  boolean use(TotpCredential credential, long step, Instant now) {
    return entityManager
            .createQuery(
                "update TotpCredential t set t.lastStep = :step, t.confirmedAt = coalesce(t.confirmedAt, :now)"
                    + " where t.userId = :user and t.lastStep < :step and t.encryptedSecret = :secret")
            .setParameter("step", step)
            .setParameter("now", now)
            .setParameter("user", credential.userId())
            .setParameter("secret", credential.encryptedSecret())
            .executeUpdate()
        == 1;
  }

  void removeUnconfirmed(UUID userId) {
    remove(userId, " and t.confirmedAt is null");
  }

  void remove(UUID userId) {
    remove(userId, "");
  }

  private void remove(UUID userId, String condition) {
    entityManager
        .createQuery("delete from TotpCredential t where t.userId = :user" + condition)
        .setParameter("user", userId)
        .executeUpdate();
    // What this transaction has read of the row is no longer so.
    find(userId).ifPresent(entityManager::detach);
  }
}
