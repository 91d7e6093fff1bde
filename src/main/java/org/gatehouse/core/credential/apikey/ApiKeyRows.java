package org.gatehouse.core.credential.apikey;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationPolicy;

/** The rows of {@link ApiKeys}, by the hash of the key. */
@Repository
@Transactional
class ApiKeyRows {
  private static final String GOOD =
      " k.revokedAt is null and (k.expiresAt is null or k.expiresAt > :now)";

  /** With what the workspace lets keys be, which a row may not know yet. */
  private static final String WITH_POLICY =
      "select k, a from ApiKey k left join AuthenticationPolicy a on a.workspaceId = k.workspaceId"
          + " where ";

  private static final String UNUSED =
      "and not exists (select 1 from login_session s where s.api_key_id = api_key.id)";
  private static final OldRows REVOKED = new OldRows("api_key", "id", "revoked_at", UNUSED);
  private static final OldRows EXPIRED = new OldRows("api_key", "id", "expires_at", UNUSED);

  /** What Hibernate knows beside the times of Jakarta Persistence. */
  private static final int SKIP_LOCKED = -2;

  @PersistenceContext private EntityManager entityManager;

  void add(ApiKey key) {
    entityManager.persist(key);
  }

  Optional<KnownApiKey> withHash(String hash, Instant now) {
    return entityManager
        .createQuery(WITH_POLICY + "k.keyHash = :hash and" + GOOD, Object[].class)
        .setParameter("hash", hash)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> new KnownApiKey(bounded(row), networks(row)))
        .filter(known -> known.key().isGood(now));
  }

  private static AllowedNetworks networks(Object[] row) {
    return policy(row).map(AuthenticationPolicy::networks).orElse(AllowedNetworks.ANYWHERE);
  }

  private static ApiKey bounded(Object[] row) {
    ApiKey key = (ApiKey) row[0];
    return policy(row).map(policy -> key.within(policy.limits().keys())).orElse(key);
  }

  private static Optional<AuthenticationPolicy> policy(Object[] row) {
    return Optional.ofNullable((AuthenticationPolicy) row[1]);
  }

  /** The good ones, as they count. */
  List<ApiKey> good(ApiKeyOwner owner, Instant now) {
    return rows(owner, now).stream()
        .map(ApiKeyRows::bounded)
        .filter(key -> key.isGood(now))
        .toList();
  }

  /** Those that are good by their rows, to be changed. */
  List<ApiKey> goodRows(ApiKeyOwner owner, Instant now) {
    return rows(owner, now).stream().map(row -> (ApiKey) row[0]).toList();
  }

  private List<Object[]> rows(ApiKeyOwner owner, Instant now) {
    String whose =
        owner.userId().isPresent()
            ? "k.userId = :user"
            : "k.workspaceId = :workspace and k.userId is null";
    TypedQuery<Object[]> query =
        entityManager
            .createQuery(
                WITH_POLICY + whose + " and" + GOOD + " order by k.createdAt desc, k.id",
                Object[].class)
            .setParameter("now", now);
    owner
        .userId()
        .ifPresentOrElse(
            user -> query.setParameter("user", user),
            () -> query.setParameter("workspace", owner.workspaceId()));
    return query.getResultList();
  }

  /**
   * Some of the good ones of a workspace that live for longer than so long, to be changed, but for
   * those that somebody else is changing.
   */
  List<ApiKey> longerThan(UUID workspaceId, Duration life, Instant now, int most) {
    return entityManager
        .createQuery(
            "select k from ApiKey k where k.workspaceId = :workspace and k.revokedAt is null"
                + " and (k.expiresAt is null or k.expiresAt > :now"
                + " and k.expiresAt > timestampadd(second, :seconds, k.createdAt))",
            ApiKey.class)
        .setParameter("workspace", workspaceId)
        .setParameter("seconds", life.toSeconds())
        .setParameter("now", now)
        .setMaxResults(most)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .getResultList();
  }

  Optional<ApiKey> toBeChanged(UUID id) {
    return Optional.ofNullable(
        entityManager.find(ApiKey.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Removes keys that were revoked before, except where a session still tells by which it was
   * opened.
   */
  int removeRevoked(Instant before, int most) {
    return REVOKED.remove(entityManager, before, most);
  }

  /** The same of those that expired. */
  int removeExpired(Instant before, int most) {
    return EXPIRED.remove(entityManager, before, most);
  }

  void touch(UUID id, Instant now, Instant before) {
    entityManager
        .createQuery(
            "update ApiKey k set k.lastUsedAt = :now where k.id = :id"
                + " and (k.lastUsedAt is null or k.lastUsedAt < :before)")
        .setParameter("now", now)
        .setParameter("id", id)
        .setParameter("before", before)
        .executeUpdate();
  }
}
