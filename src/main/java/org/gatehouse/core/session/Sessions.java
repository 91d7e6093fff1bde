package org.gatehouse.core.session;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.RecentAccess;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.policy.AllowedNetworks;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.policy.Demands;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.policy.SessionBounds;
import org.gatehouse.core.policy.SessionSpan;
import org.gatehouse.core.session.Generations.Standing;
import org.gatehouse.core.session.SessionRows.Active;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SecondFactorSettings;
import org.gatehouse.core.settings.Settings.SessionLimits;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserChanged;
import org.gatehouse.core.user.Users;

/** The sessions of all users. */
@Singleton
@Transactional
public class Sessions {
  private static final Duration SEEN_INTERVAL = Duration.ofMinutes(1);
  private static final int MOST = 200;

  /** How many end at once where there are so many: the next logins need not look for one each. */
  private static final int ROOM = 20;

  private final SessionRows rows;
  private final SessionLimits limits;
  private final SecondFactorSettings demanded;
  private final Users users;
  private final Grants grants;
  private final RecentAccess access;
  private final Event<Object> events;
  private final Clock clock;

  @Inject
  Sessions(
      SessionRows rows,
      Settings settings,
      Users users,
      Grants grants,
      RecentAccess access,
      Event<Object> events,
      Clock clock) {
    this.rows = rows;
    this.limits = settings.session();
    this.demanded = settings.secondFactor();
    this.users = users;
    this.grants = grants;
    this.access = access;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Opens a session, in the transaction of the caller, who has locked the user.
   *
   * @param origin by what
   * @param initialPassword whether somebody else has chosen the user's password
   * @param policy what the workspace demands of logins, if it has said so
   * @param others how many of the user nobody has ended
   * @return who calls in it; it is over already where more was to be shown
   */
  public Caller open(
      User user,
      Client client,
      SessionOrigin origin,
      boolean initialPassword,
      Optional<AuthenticationPolicy> policy,
      long others) {
    Client kept = limits.recordAddress() ? client : new Client(client.userAgent(), "");
    Session session =
        new Session(user, kept, origin, clock.instant(), span(policy, origin.remembered()));
    if (others >= MOST) {
      endOldest(user.id());
    }
    rows.add(session);
    users.touch(user, clock.instant());
    // A provider may have changed them in this transaction.
    List<String> roles =
        origin.provider().isPresent() ? grants.roles(user.id()) : access.of(user.id()).roles();
    Optional<Instant> keyMade = origin.key().map(ApiKey::createdAt);
    return asCaller(new Active(session, initialPassword, policy, keyMade), roles).with(client);
  }

  /** Makes room: who has so many sessions has forgotten the oldest. */
  private void endOldest(UUID userId) {
    Instant now = clock.instant();
    List<Session> oldest = rows.ofUser(userId, now, MOST - ROOM);
    // Fewer, where some of those that nobody has ended have expired.
    if (oldest.size() >= ROOM) {
      rows.end(oldest, now);
      events.fire(new UserChanged(userId));
    }
  }

  private SessionSpan span(Optional<AuthenticationPolicy> policy, boolean remembered) {
    return policy
        .map(said -> said.limits().sessions())
        .orElse(SessionBounds.NONE)
        .span(remembered, limits);
  }

  /**
   * This session, if it hasn't ended and the user is active. Asks the database each time; {@link
   * Callers} remembers for a moment. Notes that the session is in use, at most once a minute.
   */
  public Optional<LiveSession> find(UUID sessionId) {
    Instant now = clock.instant();
    Optional<Active> found = rows.active(sessionId, now);
    // What is over by the policy isn't ended here, where a memory is filled, but by
    // EndOverSessions.
    Optional<LiveSession> live = found.flatMap(active -> live(active, now));
    found
        .filter(active -> live.isPresent())
        .filter(active -> active.session().lastSeenAt().isBefore(now.minus(SEEN_INTERVAL)))
        .ifPresent(active -> see(active, now));
    return live;
  }

  /** Nothing where it is over by what the workspace demands, or limits. */
  private Optional<LiveSession> live(Active active, Instant now) {
    if (isBeyondLimits(active)) {
      return Optional.empty();
    }
    Session session = active.session();
    Caller caller = asCaller(active, grants.roles(session.user().id()));
    AllowedNetworks networks =
        active.policy().map(AuthenticationPolicy::networks).orElse(AllowedNetworks.ANYWHERE);
    return Optional.of(new LiveSession(caller, session.generations(), networks))
        .filter(known -> known.caller().expiresAt().isAfter(now));
  }

  /**
   * This session as it is now, if it goes on, for a decision in the transaction of the caller. Asks
   * the database, and doesn't note that the session is in use.
   */
  public Optional<LiveSession> current(UUID sessionId) {
    Instant now = clock.instant();
    return rows.active(sessionId, now).flatMap(active -> live(active, now));
  }

  /** How the person of this session has shown who it is, if it goes on. Asks the database. */
  public Optional<AuthenticationContext> authenticationContext(UUID sessionId) {
    return rows.active(sessionId, clock.instant())
        .filter(active -> !lacks(active) && !isBeyondLimits(active))
        .map(active -> active.session().authenticationContext());
  }

  /** Whether more is demanded by now than was shown in this session. */
  public boolean lacksDemanded(UUID sessionId) {
    return rows.active(sessionId, clock.instant()).filter(this::lacks).isPresent();
  }

  /** Whether more is demanded by now than was shown in it. */
  boolean lacks(Active active) {
    UUID userId = active.session().user().id();
    return unmet(active, () -> access.of(userId).roles())
        .filter(due -> !due.isAfter(clock.instant()))
        .isPresent();
  }

  /** Whether it is over by what the workspace limits by now; its row may say longer. */
  boolean isBeyondLimits(Active active) {
    Session session = active.session();
    Instant now = clock.instant();
    return active.keyEnd().filter(end -> !end.isAfter(now)).isPresent()
        || active
            .policy()
            .map(policy -> policy.limits().sessions())
            .filter(bounds -> !bounds.isNone())
            .map(bounds -> bounds.span(session.isRemembered(), limits))
            .filter(span -> span.isOver(session.createdAt(), session.lastSeenAt(), now))
            .isPresent();
  }

  /**
   * Ends this session if that is so; answers whether it was.
   *
   * @param over whether it is over
   */
  boolean endIf(UUID sessionId, Predicate<Active> over) {
    return rows.active(sessionId, clock.instant())
        .filter(over)
        .map(active -> end(active.session().user().id(), sessionId))
        .orElse(false);
  }

  /**
   * The same where a person has logged in. A session that a key has opened is a program's: what
   * others are given in it would outlive the key.
   */
  public Optional<AuthenticationContext> loginOfPerson(UUID sessionId) {
    return authenticationContext(sessionId).filter(context -> !context.byKey());
  }

  /** Notes that the person of this session has shown just now who it is, by all of these. */
  public void reauthenticated(UUID sessionId, Set<AuthenticationMethod> methods) {
    Instant now = clock.instant();
    rows.active(sessionId, now).ifPresent(active -> active.session().reauthenticated(methods, now));
  }

  private void see(Active active, Instant now) {
    Session session = active.session();
    Duration idle = span(active.policy(), session.isRemembered()).idle();
    // Within a transaction the user's row first, as whoever ends sessions does.
    users.touch(session.user(), now);
    rows.see(session.id(), now, now.plus(idle), now.minus(SEEN_INTERVAL));
  }

  private Caller asCaller(Active active, List<String> given) {
    Session session = active.session();
    User user = session.user();
    return new Caller(
        session.id(),
        user.id(),
        user.workspace().id(),
        user.workspace().name(),
        user.workspace().uid(),
        user.name(),
        user.displayName(),
        user.email(),
        user.preferences(),
        roles(active, given),
        ranks(active),
        end(active, () -> given),
        session.source(),
        OptionalLong.of(session.generations().current()),
        Client.UNKNOWN);
  }

  /**
   * When it ends by itself: no later than the policy limits it, or the key that opened it; and
   * where a second factor is demanded that wasn't shown in it, no later than that counts. So all
   * sessions keep to it, however they were opened, and when.
   */
  private Instant end(Active active, Supplier<List<String>> given) {
    Session session = active.session();
    Optional<Instant> limited =
        active
            .policy()
            .map(policy -> policy.limits().sessions())
            .filter(bounds -> !bounds.isNone())
            .map(bounds -> bounds.span(session.isRemembered(), limits).lifetime())
            .map(session.createdAt()::plus);
    return Stream.of(
            Optional.of(session.expiresAt()), limited, active.keyEnd(), unmet(active, given))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Optional<Instant> unmet(Active active, Supplier<List<String>> given) {
    // A program, or a provider, answers for how it asks people.
    return active.session().authenticationContext().met().flatMap(met -> unmet(active, given, met));
  }

  private Optional<Instant> unmet(
      Active active, Supplier<List<String>> given, SecondFactorDemand met) {
    User user = active.session().user();
    Demands demands = Demands.of(demanded, active.policy());
    List<String> roles = demands.dependOnRolesOfWorkspace() ? given.get() : List.of();
    return demands.unmet(user.createdAt(), Roles.withRanks(user, roles), met);
  }

  private static Set<String> roles(Active active, List<String> given) {
    Set<String> all = Roles.of(active.session().user(), mustChange(active), given);
    return isWithoutRank(active) ? Roles.withoutRank(all) : all;
  }

  private static Set<Rank> ranks(Active active) {
    return mustChange(active) || isWithoutRank(active) ? Set.of() : active.session().user().ranks();
  }

  /** Also by a key that was made for administration before the workspace wanted none that is. */
  private static boolean isWithoutRank(Active active) {
    Session session = active.session();
    return session.isWithoutRank()
        || (session.authenticationContext().byKey()
            && active.policy().filter(said -> !said.limits().keys().administering()).isPresent());
  }

  /** Whoever logs in elsewhere needs no password, and none to be changed. */
  private static boolean mustChange(Active active) {
    return active.initialPassword() && active.session().source().equals(Caller.LOCAL);
  }

  /**
   * Begins the next generation of tokens, in the transaction of the caller. Of many who do so with
   * tokens of the same generation, at once or within {@link Generations#GRACE}, one begins it and
   * the others join.
   *
   * @param shown the generation of the token that is to be replaced
   * @return the generations, of whose present one a token is to be issued; nothing, if the session
   *     has ended or the token is good no longer
   */
  public Optional<Generations> refresh(UUID sessionId, long shown) {
    while (true) {
      Optional<Generations> now = rows.generations(sessionId, clock.instant());
      Standing standing =
          now.map(known -> known.standing(shown, clock.instant())).orElse(Standing.UNKNOWN);
      if (standing == Standing.REPLACED) {
        return now;
      }
      if (standing != Standing.CURRENT) {
        return Optional.empty();
      }
      Generations present = now.orElseThrow();
      Generations next = present.next(clock.instant());
      if (rows.replace(sessionId, present, next)) {
        return Optional.of(next);
      }
      // Somebody else was faster, so this is the present one no longer: the next look is the last.
    }
  }

  /** How many of this workspace go on. */
  public long countOf(UUID workspaceId) {
    return rows.count(workspaceId, clock.instant());
  }

  /** The sessions of a user that haven't ended, the latest used first. */
  public List<Session> ofUser(UUID userId) {
    return rows.ofUser(userId, clock.instant(), 0);
  }

  /**
   * Ends a session of this user.
   *
   * @return whether there was one to end
   */
  public boolean end(UUID userId, UUID sessionId) {
    boolean ended = rows.end(userId, sessionId, clock.instant());
    events.fire(new UserChanged(userId));
    return ended;
  }

  /**
   * Ends all sessions of this user but one, and says so: {@link AllSessionsEnded}.
   *
   * @param except the one to leave, or nothing
   * @return how many ended
   */
  public int endAll(UUID userId, Optional<UUID> except) {
    // No session has a key that was just made, so that leaves none.
    int ended = rows.endAll(userId, except.orElseGet(UUID::randomUUID), clock.instant());
    events.fire(new UserChanged(userId));
    events.fire(new AllSessionsEnded(userId));
    return ended;
  }

  /** No session of this user lasts longer than until this moment. */
  public void expireAll(UUID userId, Instant at) {
    rows.expireAllOf(userId, at);
    events.fire(new UserChanged(userId));
  }

  /**
   * Ends the sessions of this user that a key opened, now or at the moment when the key ends.
   *
   * @param at when, at the latest
   */
  public void endOpenedBy(UUID userId, UUID apiKeyId, Instant at) {
    rows.expireOpenedBy(userId, apiKeyId, at);
    events.fire(new UserChanged(userId));
  }

  /**
   * Ends the sessions that keys opened when these do, at the latest; in the transaction that gives
   * the keys their end.
   */
  public void endWith(List<ApiKey> keys) {
    rows.expireWith(keys.stream().map(ApiKey::id).toList());
    keys.stream()
        .flatMap(key -> key.userId().stream())
        .distinct()
        .forEach(user -> events.fire(new UserChanged(user)));
  }

  /**
   * Ends these sessions, whosever they are.
   *
   * @return those that had not ended yet
   */
  public List<Session> endEach(Collection<UUID> sessionIds) {
    return rows.notEnded(sessionIds).stream()
        .filter(session -> end(session.user().id(), session.id()))
        .toList();
  }

  /**
   * Ends sessions in which this identity provider said who it is.
   *
   * @param which of them
   */
  public void endOpenedByProvider(UUID providerId, Predicate<Session> which) {
    rows.openedByProvider(providerId).stream()
        .filter(which)
        .forEach(session -> end(session.user().id(), session.id()));
  }
}
