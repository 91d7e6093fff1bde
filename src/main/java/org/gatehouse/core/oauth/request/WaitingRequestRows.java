package org.gatehouse.core.oauth.request;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.NewestRows;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link WaitingRequests}. */
@Repository
@Transactional
class WaitingRequestRows {
  private static final OldRows EXPIRED =
      new OldRows("authorization_request", "key_hash", "expires_at");

  private static final NewestRows OF_CLIENT =
      // By their age: pushed ones expire sooner, and aren't older for it.
      new NewestRows(
          new OldRows(EXPIRED.table(), EXPIRED.key(), "created_at"),
          "client_id",
          WaitingRequests.MOST);

  @PersistenceContext private EntityManager entityManager;

  void add(WaitingRequest request) {
    entityManager.persist(request);
  }

  int makeRoom(UUID clientId, int most) {
    return OF_CLIENT.removeOthers(entityManager, clientId, most);
  }

  Optional<WaitingRequest> find(String keyHash, Instant now) {
    return entityManager
        .createQuery(
            "select r from WaitingRequest r where r.keyHash = :hash and r.expiresAt > :now",
            WaitingRequest.class)
        .setParameter("hash", keyHash)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  void choose(String keyHash, UUID userId) {
    entityManager
        .createQuery(
            "update WaitingRequest r set r.accountId = :user, r.consent = null"
                + " where r.keyHash = :hash")
        .setParameter("user", userId)
        .setParameter("hash", keyHash)
        .executeUpdate();
  }

  void answer(String keyHash, UUID userId, boolean consent) {
    entityManager
        .createQuery(
            "update WaitingRequest r set r.accountId = :user, r.consent = :consent"
                + " where r.keyHash = :hash")
        .setParameter("user", userId)
        .setParameter("consent", consent)
        .setParameter("hash", keyHash)
        .executeUpdate();
  }

  boolean remove(String keyHash) {
    return entityManager
            .createQuery("delete from WaitingRequest r where r.keyHash = :hash")
            .setParameter("hash", keyHash)
            .executeUpdate()
        == 1;
  }

  int removeExpired(Instant before, int most) {
    return EXPIRED.remove(entityManager, before, most);
  }
}
