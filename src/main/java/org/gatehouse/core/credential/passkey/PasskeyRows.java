package org.gatehouse.core.credential.passkey;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.Conflict;

/** The rows of {@link Passkeys}. */
@Repository
@Transactional
class PasskeyRows {
  @PersistenceContext private EntityManager entityManager;

  /**
   * Adds one.
   *
   * @throws Conflict if somebody has it
   */
  void add(Passkey passkey) {
    Duplicates.addNew(entityManager, passkey, PasskeyRule.KNOWN);
  }

  Optional<Passkey> withCredentialId(String credentialId) {
    return entityManager
        .createQuery("select p from Passkey p where p.credentialId = :id", Passkey.class)
        .setParameter("id", credentialId)
        .getResultList()
        .stream()
        .findFirst();
  }

  Optional<Passkey> find(UUID userId, UUID id) {
    return Optional.ofNullable(entityManager.find(Passkey.class, id))
        .filter(passkey -> passkey.userId().equals(userId));
  }

  /** Those of a user, the oldest first. */
  List<Passkey> of(UUID userId) {
    return entityManager
        .createQuery(
            "select p from Passkey p where p.userId = :user order by p.createdAt, p.id",
            Passkey.class)
        .setParameter("user", userId)
        .getResultList();
  }

  /** Which of these users have any. */
  Set<UUID> owners(Collection<UUID> userIds) {
    return entityManager
        .createQuery("select p.userId from Passkey p where p.userId in :users", UUID.class)
        .setParameter("users", userIds)
        .getResultList()
        .stream()
        .collect(Collectors.toSet());
  }

  /**
   * Notes a use; answers whether the passkey is still there, and has signed more often than when it
   * was used before, if its authenticator counts at all (7.2, 22).
   */
  boolean use(UUID id, long signCount, boolean backedUp, Instant now) {
    return use(entityManager, id, signCount, backedUp, now);
  }

  static boolean use(
      EntityManager entityManager, UUID id, long signCount, boolean backedUp, Instant now) {
    return entityManager
            .createQuery(
                "update Passkey p set p.signCount = :count, p.backedUp = :backedUp, p.lastUsedAt = :now"
                    + " where p.id = :id"
                    + " and (p.signCount < :count or (p.signCount = 0 and :count = 0))")
            .setParameter("count", signCount)
            .setParameter("backedUp", backedUp)
            .setParameter("now", now)
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  void remove(UUID userId) {
    of(userId).forEach(entityManager::remove);
    entityManager.flush();
  }

  void remove(Passkey passkey) {
    entityManager.remove(passkey);
    // Whoever asks next in this transaction is told so.
    entityManager.flush();
  }
}
