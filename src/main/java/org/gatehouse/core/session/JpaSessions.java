package org.gatehouse.core.session;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.session.Generations.Standing;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SessionLimits;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Sessions in the database. */
@Singleton
@Transactional
public class JpaSessions implements Sessions {
  private static final Duration SEEN_INTERVAL = Duration.ofMinutes(1);
  private static final int MOST = 200;
  private static final String ACTIVE =
      " s.endedAt is null and s.expiresAt > :now and s.idleUntil > :now and s.user.active = true";

  private final SessionLimits limits;
  private final Users users;
  private final Passwords passwords;
  private final Grants grants;
  private final Event<CallerChanged> changes;
  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  /**
   * @param settings how long sessions last
   * @param users told when one of them was active
   * @param passwords know who must change the password first
   * @param grants know who has which role of the workspace
   * @param changes told when sessions end
   * @param clock what time it is
   */
  @Inject
  public JpaSessions(
      Settings settings,
      Users users,
      Passwords passwords,
      Grants grants,
      Event<CallerChanged> changes,
      Clock clock) {
    this.limits = settings.session();
    this.users = users;
    this.passwords = passwords;
    this.grants = grants;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public Session open(User user, Client client, SessionOrigin origin) {
    Client kept = limits.recordAddress() ? client : new Client(client.userAgent(), "");
    boolean remembered = origin.remembered();
    Duration lifetime = remembered ? limits.rememberedLifetime() : limits.lifetime();
    User managed = entityManager.getReference(User.class, user.id());
    Session session =
        new Session(managed, kept, origin, clock.instant(), lifetime, idle(remembered));
    endOldest(user.id());
    entityManager.persist(session);
    users.touch(user.id(), clock.instant());
    return session;
  }

  /** Makes room for one more: who has so many sessions has forgotten the oldest. */
  private void endOldest(UUID userId) {
    active(userId)
        .setFirstResult(MOST - 1)
        .getResultList()
        .forEach(session -> end(userId, session.id()));
  }

  private Duration idle(boolean remembered) {
    return remembered ? limits.rememberedIdle() : limits.idle();
  }

  @Override
  public Optional<LiveSession> find(UUID sessionId) {
    Instant now = clock.instant();
    Optional<Session> found = active(sessionId, now);
    found
        .filter(session -> session.lastSeenAt().isBefore(now.minus(SEEN_INTERVAL)))
        .ifPresent(session -> see(session, now));
    return found.map(this::live);
  }

  private Optional<Session> active(UUID sessionId, Instant now) {
    return entityManager
        .createQuery(
            "select s from Session s join fetch s.user u join fetch u.workspace where s.id = :id and"
                + ACTIVE,
            Session.class)
        .setParameter("id", sessionId)
        .setParameter("now", now)
        .getResultStream()
        .findFirst();
  }

  private LiveSession live(Session session) {
    return new LiveSession(asCaller(session), session.generations());
  }

  @Override
  public Optional<LiveSession> current(UUID sessionId) {
    return active(sessionId, clock.instant()).map(this::live);
  }

  @Override
  public Optional<AuthenticationContext> authenticationContext(UUID sessionId) {
    return active(sessionId, clock.instant()).map(Session::authenticationContext);
  }

  @Override
  public void reauthenticated(UUID sessionId, Set<AuthenticationMethod> methods) {
    Instant now = clock.instant();
    active(sessionId, now).ifPresent(session -> session.reauthenticated(methods, now));
  }

  private void see(Session session, Instant now) {
    // The user's row first, as whoever ends sessions does.
    users.touch(session.user().id(), now);
    entityManager
        .createQuery(
            "update Session s set s.lastSeenAt = :now, s.idleUntil = :until where s.id = :id and s.lastSeenAt < :before")
        .setParameter("now", now)
        .setParameter("until", now.plus(idle(session.isRemembered())))
        .setParameter("id", session.id())
        .setParameter("before", now.minus(SEEN_INTERVAL))
        .executeUpdate();
  }

  private Caller asCaller(Session session) {
    User user = session.user();
    return new Caller(
        session.id(),
        user.id(),
        user.workspace().id(),
        user.workspace().name(),
        user.workspace().uid(),
        user.name(),
        user.displayName(),
        roles(session),
        session.expiresAt(),
        session.source(),
        OptionalLong.of(session.generations().current()),
        Client.UNKNOWN);
  }

  private Set<String> roles(Session session) {
    User user = session.user();
    Set<String> all = Roles.of(user, mustChangePassword(session), grants.roles(user.id()));
    return session.isWithoutRank() ? Roles.withoutRank(all) : all;
  }

  /** Whoever logs in elsewhere needs no password, and none to be changed. */
  private boolean mustChangePassword(Session session) {
    return session.source().equals(Caller.LOCAL) && passwords.mustChange(session.user().id());
  }

  @Override
  public OptionalLong refresh(UUID sessionId, long shown) {
    while (true) {
      Optional<Generations> now = generations(sessionId);
      Standing standing =
          now.map(known -> known.standing(shown, clock.instant())).orElse(Standing.UNKNOWN);
      if (standing == Standing.REPLACED) {
        return OptionalLong.of(now.orElseThrow().current());
      }
      if (standing != Standing.CURRENT) {
        return OptionalLong.empty();
      }
      if (isReplaced(sessionId, now.orElseThrow())) {
        return OptionalLong.of(shown + 1);
      }
      // Somebody else was faster; look again.
    }
  }

  /** As the database has them, whatever this transaction has read before. */
  private Optional<Generations> generations(UUID sessionId) {
    return entityManager
        .createQuery(
            "select s.generation, s.retirements from Session s where s.id = :id and" + ACTIVE,
            Object[].class)
        .setParameter("id", sessionId)
        .setParameter("now", clock.instant())
        .getResultStream()
        .findFirst()
        .map(row -> Generations.parse((Long) row[0], (String) row[1]));
  }

  /** Replaces the present generation, if it still is; waits for whoever is about to do the same. */
  private boolean isReplaced(UUID sessionId, Generations present) {
    Generations next = present.next(clock.instant());
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

  @Override
  public List<Session> ofUser(UUID userId) {
    return active(userId).getResultList();
  }

  /** The sessions of a user that haven't ended, the latest used first. */
  private TypedQuery<Session> active(UUID userId) {
    return entityManager
        .createQuery(
            "select s from Session s where s.user.id = :user and"
                + ACTIVE
                + " order by s.lastSeenAt desc, s.createdAt desc",
            Session.class)
        .setParameter("user", userId)
        .setParameter("now", clock.instant());
  }

  @Override
  public boolean end(UUID userId, UUID sessionId) {
    int ended =
        entityManager
            .createQuery(
                "update Session s set s.endedAt = :now where s.id = :id and s.user.id = :user and s.endedAt is null")
            .setParameter("now", clock.instant())
            .setParameter("id", sessionId)
            .setParameter("user", userId)
            .executeUpdate();
    changes.fire(new CallerChanged(userId));
    return ended == 1;
  }

  @Override
  public int endAll(UUID userId, Optional<UUID> except) {
    // No session has a key that was just made, so that leaves none.
    int ended =
        entityManager
            .createQuery(
                "update Session s set s.endedAt = :now where s.user.id = :user and s.id <> :except and s.endedAt is null")
            .setParameter("now", clock.instant())
            .setParameter("user", userId)
            .setParameter("except", except.orElseGet(UUID::randomUUID))
            .executeUpdate();
    changes.fire(new CallerChanged(userId));
    return ended;
  }

  @Override
  public void endOpenedBy(UUID userId, UUID apiKeyId, Instant at) {
    entityManager
        .createQuery(
            "update Session s set s.expiresAt = :at where s.apiKeyId = :key and s.user.id = :user"
                + " and s.expiresAt > :at")
        .setParameter("at", at)
        .setParameter("key", apiKeyId)
        .setParameter("user", userId)
        .executeUpdate();
    changes.fire(new CallerChanged(userId));
  }

  @Override
  public List<Session> endEach(Collection<UUID> sessionIds) {
    if (sessionIds.isEmpty()) {
      return List.of();
    }
    List<Session> found =
        entityManager
            .createQuery(
                "select s from Session s join fetch s.user u join fetch u.workspace"
                    + " where s.id in :ids and s.endedAt is null",
                Session.class)
            .setParameter("ids", sessionIds)
            .getResultList();
    return found.stream().filter(session -> end(session.user().id(), session.id())).toList();
  }

  @Override
  public void endOpenedByProvider(UUID providerId, Optional<UUID> userId) {
    openedByProvider(providerId)
        .filter(session -> userId.isEmpty() || userId.get().equals(session.user().id()))
        .forEach(session -> end(session.user().id(), session.id()));
  }

  @Override
  public void endOpenedByProvider(UUID providerId, UUID userId, UUID except) {
    openedByProvider(providerId)
        .filter(session -> userId.equals(session.user().id()) && !except.equals(session.id()))
        .forEach(session -> end(userId, session.id()));
  }

  private Stream<Session> openedByProvider(UUID providerId) {
    return entityManager
        .createQuery(
            "select s from Session s join fetch s.user"
                + " where s.providerId = :provider and s.endedAt is null",
            Session.class)
        .setParameter("provider", providerId)
        .getResultList()
        .stream();
  }
}
