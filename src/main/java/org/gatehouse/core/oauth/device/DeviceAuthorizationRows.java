package org.gatehouse.core.oauth.device;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.NewestRows;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link DeviceAuthorizations}. */
@Repository
@Transactional
class DeviceAuthorizationRows {
  private static final OldRows EXPIRED =
      new OldRows("device_authorization", "code_hash", "expires_at");

  /** Who was answered has only to ask once more, and nobody makes very many of these. */
  private static final NewestRows OF_CLIENT =
      new NewestRows(
          new OldRows(EXPIRED.table(), EXPIRED.key(), EXPIRED.moment(), "and allowed is null"),
          "client_id",
          DeviceAuthorizations.MOST);

  @PersistenceContext private EntityManager entityManager;

  void add(DeviceAuthorization device) {
    entityManager.persist(device);
  }

  int makeRoom(UUID clientId, int most) {
    return OF_CLIENT.removeOthers(entityManager, clientId, most);
  }

  Optional<DeviceAuthorization> find(String codeHash) {
    DeviceAuthorization found = entityManager.find(DeviceAuthorization.class, codeHash);
    if (found != null) {
      entityManager.detach(found);
    }
    return Optional.ofNullable(found);
  }

  /** One that nobody has answered yet. */
  Optional<DeviceAuthorization> ofUserCode(String userCodeHash, Instant now) {
    List<DeviceAuthorization> found =
        entityManager
            .createQuery(
                "select d from DeviceAuthorization d where d.userCodeHash = :hash"
                    + " and d.allowed is null and d.expiresAt > :now",
                DeviceAuthorization.class)
            .setParameter("hash", userCodeHash)
            .setParameter("now", now)
            .getResultList();
    return found.stream().findFirst();
  }

  /** Notes an answer, if there is none; answers whether there wasn't. */
  boolean answer(String userCodeHash, UUID userId, UUID sessionId, boolean allowed) {
    return entityManager
            .createQuery(
                "update DeviceAuthorization d set d.userId = :user, d.sessionId = :session,"
                    + " d.allowed = :allowed"
                    + " where d.userCodeHash = :hash and d.allowed is null")
            .setParameter("user", userId)
            .setParameter("session", sessionId)
            .setParameter("allowed", allowed)
            .setParameter("hash", userCodeHash)
            .executeUpdate()
        == 1;
  }

  /** When the device may ask again, and how long it has to wait from then on. */
  void putOff(String codeHash, Instant dueAt, int seconds) {
    entityManager
        .createQuery(
            "update DeviceAuthorization d set d.dueAt = :due, d.seconds = :seconds"
                + " where d.codeHash = :hash")
        .setParameter("due", dueAt)
        .setParameter("seconds", seconds)
        .setParameter("hash", codeHash)
        .executeUpdate();
  }

  /** Takes it out; answers whether it was there to be taken. */
  boolean remove(String codeHash) {
    return entityManager
            .createQuery("delete from DeviceAuthorization d where d.codeHash = :hash")
            .setParameter("hash", codeHash)
            .executeUpdate()
        == 1;
  }

  int removeExpired(Instant before, int most) {
    return EXPIRED.remove(entityManager, before, most);
  }
}
