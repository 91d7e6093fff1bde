package org.gatehouse.core.oauth.grant;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link Grants}. */
@Repository
@Transactional
class GrantRows {
  private static final OldRows EXPIRED = new OldRows("oauth_grant", "id", "expires_at");
  private static final String REVOKE =
      "update Grant g set g.revokedAt = :now where g.revokedAt is null and ";
  private static final String LOGINS =
      "select distinct new org.gatehouse.core.oauth.grant.EndedLogin("
          + "g.sessionId, g.userId, g.clientId) from Grant g where g.codeUsedAt is not null and ";

  @PersistenceContext private EntityManager entityManager;

  void add(Grant grant) {
    entityManager.persist(grant);
  }

  /** As it is in the database, whatever this transaction has read before. */
  Optional<Grant> find(UUID id) {
    Grant grant = entityManager.find(Grant.class, id);
    if (grant != null) {
      entityManager.detach(grant);
    }
    return Optional.ofNullable(grant);
  }

  Optional<Grant> ofCode(String codeHash) {
    List<Grant> found =
        entityManager
            .createQuery("select g from Grant g where g.codeHash = :hash", Grant.class)
            .setParameter("hash", codeHash)
            .getResultList();
    found.forEach(entityManager::detach);
    return found.stream().findFirst();
  }

  /**
   * The keys of those that a user has given to a client: first those of which nothing is good any
   * longer, or of which nobody has used the code, then the oldest.
   */
  List<UUID> of(UUID userId, UUID clientId, Instant now) {
    return entityManager
        .createQuery(
            "select g.id from Grant g where g.userId = :user and g.clientId = :client"
                + " order by case when g.revokedAt is not null or g.codeUsedAt is null"
                + " or g.expiresAt <= :now then 0 else 1 end, g.createdAt",
            UUID.class)
        .setParameter("now", now)
        .setParameter("user", userId)
        .setParameter("client", clientId)
        .getResultList();
  }

  void remove(List<UUID> ids) {
    entityManager
        .createQuery("delete from Grant g where g.id in :ids")
        .setParameter("ids", ids)
        .executeUpdate();
  }

  /** Uses the code up, if nobody has. */
  boolean use(
      UUID id, Instant now, Optional<String> refreshHash, Optional<String> key, Instant expiresAt) {
    return entityManager
            .createQuery(
                "update Grant g set g.codeUsedAt = :now, g.refreshHash = :refresh,"
                    + " g.keyThumbprint = :key, g.expiresAt = :end"
                    + " where g.id = :id and g.codeUsedAt is null and g.revokedAt is null")
            .setParameter("now", now)
            .setParameter("refresh", refreshHash.orElse(null))
            .setParameter("key", key.orElse(null))
            .setParameter("end", expiresAt)
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** Replaces the refresh token, if it still is the present one. */
  boolean replace(UUID id, String presentHash, String nextHash, Instant now, Instant expiresAt) {
    return entityManager
            .createQuery(
                "update Grant g set g.refreshHash = :next, g.replacedHash = :present,"
                    + " g.replacedAt = :now, g.expiresAt = :end"
                    + " where g.id = :id and g.refreshHash = :present and g.revokedAt is null")
            .setParameter("next", nextHash)
            .setParameter("present", presentHash)
            .setParameter("now", now)
            .setParameter("end", expiresAt)
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  boolean revoke(UUID id, Instant now) {
    return entityManager
            .createQuery(REVOKE + "g.id = :id")
            .setParameter("now", now)
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** Revokes all that a user has given to a client; answers how many there were. */
  int revoke(UUID userId, UUID clientId, Instant now) {
    return entityManager
        .createQuery(REVOKE + "g.userId = :user and g.clientId = :client")
        .setParameter("now", now)
        .setParameter("user", userId)
        .setParameter("client", clientId)
        .executeUpdate();
  }

  void revokeOffline(UUID userId, Instant now) {
    entityManager
        .createQuery(REVOKE + "g.userId = :user and g.offline = true")
        .setParameter("now", now)
        .setParameter("user", userId)
        .executeUpdate();
  }

  /**
   * Sessions that were over within this time, with grants of which that wasn't noticed.
   *
   * @param most how many at the most
   */
  List<UUID> endedSessions(Instant from, Instant to, int most) {
    return entityManager
        .createQuery(
            "select distinct g.sessionId from Session s join Grant g on g.sessionId = s.id"
                + " where s.idleUntil > :from and s.idleUntil <= :to"
                + " and g.endedAt is null and g.codeUsedAt is not null",
            UUID.class)
        .setParameter("from", from)
        .setParameter("to", to)
        .setMaxResults(most)
        .getResultList();
  }

  /** Notes that the login of these is over; answers how many there were of which nobody has. */
  int end(UUID sessionId, Instant now) {
    return entityManager
        .createQuery(
            "update Grant g set g.endedAt = :now"
                + " where g.sessionId = :session and g.endedAt is null")
        .setParameter("now", now)
        .setParameter("session", sessionId)
        .executeUpdate();
  }

  /** In which sessions a user is logged in at a client, of which nobody has noticed the end. */
  List<EndedLogin> logins(UUID userId, UUID clientId) {
    return entityManager
        .createQuery(
            LOGINS + "g.userId = :user and g.clientId = :client and g.endedAt is null",
            EndedLogin.class)
        .setParameter("user", userId)
        .setParameter("client", clientId)
        .getResultList();
  }

  /** Notes that these logins are over. */
  void end(UUID userId, UUID clientId, Instant now) {
    entityManager
        .createQuery(
            "update Grant g set g.endedAt = :now"
                + " where g.userId = :user and g.clientId = :client and g.endedAt is null")
        .setParameter("now", now)
        .setParameter("user", userId)
        .setParameter("client", clientId)
        .executeUpdate();
  }

  /** At which clients somebody was logged in within a session. */
  List<EndedLogin> logins(UUID sessionId) {
    return entityManager
        .createQuery(LOGINS + "g.sessionId = :session", EndedLogin.class)
        .setParameter("session", sessionId)
        .getResultList();
  }

  int removeExpired(Instant before, int most) {
    return EXPIRED.remove(entityManager, before, most);
  }
}
