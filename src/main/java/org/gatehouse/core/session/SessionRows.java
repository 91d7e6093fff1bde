package org.gatehouse.core.session;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionSpan;

/** The rows of {@link Sessions}. */
@Repository
@Transactional
class SessionRows {
  private static final String ACTIVE =
      " s.endedAt is null and s.expiresAt > :now and s.idleUntil > :now and s.user.active = true";

  private static final String ACTIVE_ONES =
      "select s, coalesce(p.initial, false), a, k.createdAt from Session s"
          + " join fetch s.user u join fetch u.workspace"
          + " left join PasswordCredential p on p.userId = u.id"
          + " left join AuthenticationPolicy a on a.workspaceId = u.workspace.id"
          + " left join ApiKey k on k.id = s.apiKeyId where";

  /**
   * By name, and not as a parameter: few policies demand something, which a database knows of these
   * words. Of a word that only a later version knows that one takes care.
   */
  private static final String DEMANDING =
      Arrays.stream(SecondFactorDemand.values())
          .filter(demand -> demand != SecondFactorDemand.NOT_REQUIRED)
          .map(demand -> "'" + demand.word() + "'")
          .collect(Collectors.joining(", ", " and a.secondFactor in (", ")"));

  private static final String END = "update Session s set s.endedAt = :now, s.idleUntil = :now";

  @PersistenceContext private EntityManager entityManager;

  void add(Session session) {
    entityManager.persist(session);
  }

  /** The session, if it hasn't ended and the user is active. */
  Optional<Active> active(UUID sessionId, Instant now) {
    return entityManager
        .createQuery(ACTIVE_ONES + " s.id = :id and" + ACTIVE, Object[].class)
        .setParameter("id", sessionId)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst()
        .map(SessionRows::active);
  }

  /** How many of this workspace go on. */
  long count(UUID workspaceId, Instant now) {
    return entityManager
        .createQuery(
            "select count(s) from Session s where s.user.workspace.id = :workspace and" + ACTIVE,
            Long.class)
        .setParameter("workspace", workspaceId)
        .setParameter("now", now)
        .getSingleResult();
  }

  private static Active active(Object[] row) {
    return new Active(
        (Session) row[0],
        (Boolean) row[1],
        Optional.ofNullable((AuthenticationPolicy) row[2]),
        Optional.ofNullable((Instant) row[3]));
  }

  /**
   * Some of those that haven't ended, of people of whom something may be demanded, by their key.
   *
   * @param everywhere whether of all workspaces; else of those that demand something
   * @param after the last that is known; nothing to begin
   */
  List<Active> demanding(boolean everywhere, Optional<UUID> after, Instant now, int most) {
    TypedQuery<Object[]> query =
        entityManager
            .createQuery(
                ACTIVE_ONES
                    + " s.providerSource is null and s.apiKeyId is null and"
                    + ACTIVE
                    + (everywhere ? "" : DEMANDING)
                    + (after.isPresent() ? " and s.id > :after" : "")
                    + " order by s.id",
                Object[].class)
            .setParameter("now", now)
            .setMaxResults(most);
    after.ifPresent(last -> query.setParameter("after", last));
    return query.getResultList().stream().map(SessionRows::active).toList();
  }

  /**
   * Some of those of a workspace that haven't ended and are older, or were used less, than may be.
   *
   * @param span how long those go on that aren't remembered
   * @param remembered how long those that are
   */
  List<Session> beyond(
      UUID workspaceId, SessionSpan span, SessionSpan remembered, Instant now, int most) {
    return entityManager
        .createQuery(
            "select s from Session s join fetch s.user u join fetch u.workspace"
                + " where u.workspace.id = :workspace and"
                + ACTIVE
                + " and (s.remembered = false and (s.createdAt <= :opened or s.lastSeenAt <= :used)"
                + " or s.remembered = true and (s.createdAt <= :openedRemembered"
                + " or s.lastSeenAt <= :usedRemembered))",
            Session.class)
        .setParameter("workspace", workspaceId)
        .setParameter("opened", now.minus(span.lifetime()))
        .setParameter("used", now.minus(span.idle()))
        .setParameter("openedRemembered", now.minus(remembered.lifetime()))
        .setParameter("usedRemembered", now.minus(remembered.idle()))
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * A session that goes on.
   *
   * @param session which
   * @param initialPassword whether somebody else has chosen the user's password
   * @param policy what the workspace demands of logins, if it has said so
   * @param keyMade when the key was made that opened it, if one did
   */
  record Active(
      Session session,
      boolean initialPassword,
      Optional<AuthenticationPolicy> policy,
      Optional<Instant> keyMade) {
    /** When it is over as its key is by what the workspace lets keys be, if that is so. */
    Optional<Instant> keyEnd() {
      return policy.flatMap(said -> keyMade.flatMap(said.limits().keys()::end));
    }
  }

  /**
   * The sessions of a user that haven't ended, the latest used first.
   *
   * @param offset how many to pass over
   */
  List<Session> ofUser(UUID userId, Instant now, int offset) {
    return entityManager
        .createQuery(
            "select s from Session s where s.user.id = :user and"
                + ACTIVE
                + " order by s.lastSeenAt desc, s.createdAt desc",
            Session.class)
        .setParameter("user", userId)
        .setParameter("now", now)
        .setFirstResult(offset)
        .getResultList();
  }

  /** Notes that it is in use, unless that was noted since a moment. */
  void see(UUID sessionId, Instant now, Instant idleUntil, Instant before) {
    entityManager
        .createQuery(
            "update Session s set s.lastSeenAt = :now, s.idleUntil = least(:until, s.expiresAt)"
                + " where s.id = :id and s.lastSeenAt < :before and s.endedAt is null")
        .setParameter("now", now)
        .setParameter("until", idleUntil)
        .setParameter("id", sessionId)
        .setParameter("before", before)
        .executeUpdate();
  }

  /** As the database has them, whatever this transaction has read before. */
  Optional<Generations> generations(UUID sessionId, Instant now) {
    return entityManager
        .createQuery(
            "select s.generation, s.retirements from Session s where s.id = :id and" + ACTIVE,
            Object[].class)
        .setParameter("id", sessionId)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> Generations.parse((Long) row[0], (String) row[1]));
  }

  /** Replaces the present generation, if it still is; waits for whoever is about to do the same. */
  boolean replace(UUID sessionId, Generations present, Generations next) {
    return entityManager
            .createQuery(
                "update Session s set s.generation = :next, s.retirements = :retirements"
                    + " where s.id = :id and s.generation = :present")
            .setParameter("next", next.current())
            .setParameter("retirements", next.formatRetirements())
            .setParameter("id", sessionId)
            .setParameter("present", present.current())
            .executeUpdate()
        == 1;
  }

  void end(Collection<Session> sessions, Instant now) {
    entityManager
        .createQuery(END + " where s in :sessions")
        .setParameter("now", now)
        .setParameter("sessions", sessions)
        .executeUpdate();
  }

  boolean end(UUID userId, UUID sessionId, Instant now) {
    return entityManager
            .createQuery(END + " where s.id = :id and s.user.id = :user and s.endedAt is null")
            .setParameter("now", now)
            .setParameter("id", sessionId)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }

  int endAll(UUID userId, UUID except, Instant now) {
    return entityManager
        .createQuery(END + " where s.user.id = :user and s.id <> :except and s.endedAt is null")
        .setParameter("now", now)
        .setParameter("user", userId)
        .setParameter("except", except)
        .executeUpdate();
  }

  void expireAllOf(UUID userId, Instant at) {
    entityManager
        .createQuery(
            "update Session s set s.expiresAt = :at, s.idleUntil = least(s.idleUntil, :at)"
                + " where s.user.id = :user and s.endedAt is null and s.expiresAt > :at")
        .setParameter("at", at)
        .setParameter("user", userId)
        .executeUpdate();
  }

  void expireOpenedBy(UUID userId, UUID apiKeyId, Instant at) {
    entityManager
        .createQuery(
            "update Session s set s.expiresAt = :at, s.idleUntil = least(s.idleUntil, :at)"
                + " where s.apiKeyId = :key and s.user.id = :user and s.expiresAt > :at")
        .setParameter("at", at)
        .setParameter("key", apiKeyId)
        .setParameter("user", userId)
        .executeUpdate();
  }

  /** Ends those that these keys opened when the keys do, at the latest. */
  void expireWith(Collection<UUID> apiKeyIds) {
    String end = "(select k.expiresAt from ApiKey k where k.id = s.apiKeyId)";
    entityManager
        .createQuery(
            "update Session s set s.expiresAt = "
                + end
                + ", s.idleUntil = least(s.idleUntil, "
                + end
                + ") where s.apiKeyId in :keys and s.endedAt is null and s.expiresAt > "
                + end)
        .setParameter("keys", apiKeyIds)
        .executeUpdate();
  }

  List<Session> notEnded(Collection<UUID> sessionIds) {
    return sessionIds.isEmpty()
        ? List.of()
        : entityManager
            .createQuery(
                "select s from Session s join fetch s.user u join fetch u.workspace"
                    + " where s.id in :ids and s.endedAt is null",
                Session.class)
            .setParameter("ids", sessionIds)
            .getResultList();
  }

  List<Session> openedByProvider(UUID providerId) {
    return entityManager
        .createQuery(
            "select s from Session s join fetch s.user"
                + " where s.providerId = :provider and s.endedAt is null",
            Session.class)
        .setParameter("provider", providerId)
        .getResultList();
  }
}
