package org.gatehouse.core.login;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link TrustedDevices}. */
@Repository
@Transactional
class TrustedDeviceRows {
  private static final OldRows EXPIRED = new OldRows("trusted_device", "id", "expires_at");

  @PersistenceContext private EntityManager entityManager;

  void add(TrustedDevice device) {
    entityManager.persist(device);
  }

  /**
   * The one of this user that has one of these tokens.
   *
   * @param since when it was made at the earliest
   */
  Optional<TrustedDevice> find(
      UUID userId, Collection<String> tokenHashes, Instant since, Instant now) {
    return entityManager
        .createQuery(
            "select d from TrustedDevice d where d.userId = :user and d.tokenHash in :hashes"
                + " and d.createdAt > :since and d.expiresAt > :now",
            TrustedDevice.class)
        .setParameter("user", userId)
        .setParameter("hashes", tokenHashes)
        .setParameter("since", since)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Those of a user, the latest first. */
  List<TrustedDevice> ofUser(UUID userId, Instant now) {
    return entityManager
        .createQuery(
            "select d from TrustedDevice d where d.userId = :user and d.expiresAt > :now"
                + " order by d.createdAt desc",
            TrustedDevice.class)
        .setParameter("user", userId)
        .setParameter("now", now)
        .getResultList();
  }

  boolean remove(UUID userId, UUID id) {
    return entityManager
            .createQuery("delete from TrustedDevice d where d.id = :id and d.userId = :user")
            .setParameter("id", id)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }

  int removeAll(UUID userId) {
    return entityManager
        .createQuery("delete from TrustedDevice d where d.userId = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
