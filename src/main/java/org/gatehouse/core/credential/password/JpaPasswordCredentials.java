package org.gatehouse.core.credential.password;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Passwords in the database. */
@Singleton
@Transactional
class JpaPasswordCredentials implements PasswordCredentials {
  @PersistenceContext private EntityManager entityManager;

  @Override
  public Optional<PasswordCredential> of(UUID userId) {
    return Optional.ofNullable(entityManager.find(PasswordCredential.class, userId));
  }

  @Override
  public PasswordCredential set(UUID userId, String phc, Instant now) {
    Optional<PasswordCredential> known = of(userId);
    known.ifPresent(credential -> credential.set(phc, now));
    return known.orElseGet(
        () -> {
          PasswordCredential fresh = new PasswordCredential(userId, phc, now);
          entityManager.persist(fresh);
          return fresh;
        });
  }

  @Override
  public boolean strengthen(UUID userId, String oldPhc, String newPhc) {
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
