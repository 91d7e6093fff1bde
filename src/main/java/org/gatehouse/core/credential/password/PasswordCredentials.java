package org.gatehouse.core.credential.password;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/** The passwords of all users. */
@Repository
@Transactional
class PasswordCredentials {
  @PersistenceContext private EntityManager entityManager;

  Optional<PasswordCredential> of(UUID userId) {
    return Optional.ofNullable(entityManager.find(PasswordCredential.class, userId));
  }

  /**
   * Sets the hash, in the transaction of the caller; the credential is theirs to change further.
   */
  PasswordCredential set(UUID userId, String phc, Instant now) {
    Optional<PasswordCredential> known = of(userId);
    known.ifPresent(credential -> credential.set(phc, now));
    return known.orElseGet(
        () -> {
          PasswordCredential fresh = new PasswordCredential(userId, phc, now);
          entityManager.persist(fresh);
          return fresh;
        });
  }

  /**
   * Replaces a hash by a stronger one of the same password, unless it was changed meanwhile;
   * answers whether it was replaced.
   */
  boolean strengthen(UUID userId, String oldPhc, String newPhc) {
    return entityManager
            .createQuery(
                "update PasswordCredential p set p.phc = :new where p.userId = :user and p.phc = :old")
            .setParameter("new", newPhc)
            .setParameter("user", userId)
            .setParameter("old", oldPhc)
            .executeUpdate()
        == 1;
  }
}
