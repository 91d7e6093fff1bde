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

  /**
   * Those that count: none is older than what its user shows. Who changes that ends them too, but
   * for nodes of the version before, which know nothing of them.
   */
  private static final String COUNTING =
      "select d from TrustedDevice d where d.userId = :user"
          + " and d.createdAt > :since and d.expiresAt > :now"
          + " and not exists (select 1 from PasswordCredential p"
          + " where p.userId = d.userId and p.changedAt > d.createdAt)"
          + " and not exists (select 1 from TotpCredential t"
          + " where t.userId = d.userId and t.confirmedAt > d.createdAt)"
          + " and not exists (select 1 from Passkey y"
          + " where y.userId = d.userId and y.createdAt > d.createdAt)";

  @PersistenceContext private EntityManager entityManager;

  void add(TrustedDevice device) {
    entityManager.persist(device);
  }

  /**
   * The one of this user that has one of these tokens, and counts.
   *
   * @param since when it was made, but not at that moment
   */
  Optional<TrustedDevice> find(
      UUID userId, Collection<String> tokenHashes, Instant since, Instant now) {
    return entityManager
        .createQuery(COUNTING + " and d.tokenHash in :hashes", TrustedDevice.class)
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

  /** Those of a user that count, the latest first. */
  List<TrustedDevice> counting(UUID userId, Instant since, Instant now) {
    return entityManager
        .createQuery(COUNTING + " order by d.createdAt desc", TrustedDevice.class)
        .setParameter("user", userId)
        .setParameter("since", since)
        .setParameter("now", now)
        .getResultList();
  }

  /** Those of a user that have one of these tokens, whether they count or not. */
  List<TrustedDevice> withTokens(UUID userId, Collection<String> tokenHashes) {
    return entityManager
        .createQuery(
            "select d from TrustedDevice d where d.userId = :user and d.tokenHash in :hashes",
            TrustedDevice.class)
        .setParameter("user", userId)
        .setParameter("hashes", tokenHashes)
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
