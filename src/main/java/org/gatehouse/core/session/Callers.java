package org.gatehouse.core.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers for a moment who calls in which session, so that not every request asks the database. A
 * change made by this process counts at once, one made by another node within four seconds; five
 * are promised.
 */
@Singleton
public class Callers {
  private static final Duration REMEMBERED = Duration.ofSeconds(4);
  private static final int AT_MOST = 20_000;

  private final Sessions sessions;
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();
  private final Cache<UUID, Optional<LiveSession>> cache =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED)
          .maximumWeight(AT_MOST)
          .weigher(Callers::weight)
          .build();

  /**
   * @param sessions asked when the memory is too old
   * @param clock what time it is
   */
  @Inject
  public Callers(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** As many as ten roles weigh as much as the rest. */
  private static int weight(UUID sessionId, Optional<LiveSession> session) {
    return 1 + session.map(known -> known.caller().roles().size() / 10).orElse(0);
  }

  /** Who calls in this session, if it goes on. */
  public Optional<Caller> in(UUID sessionId) {
    return session(sessionId).map(LiveSession::caller);
  }

  /**
   * This session, if it goes on, as it is since a token of this generation was issued: that may
   * have been on another node, a moment ago.
   */
  public Optional<LiveSession> session(UUID sessionId, long generation) {
    Optional<LiveSession> known = session(sessionId);
    if (known.filter(session -> session.generations().current() < generation).isEmpty()) {
      return known;
    }
    cache.invalidate(sessionId);
    return session(sessionId);
  }

  private Optional<LiveSession> session(UUID sessionId) {
    return known(sessionId)
        .filter(session -> session.caller().expiresAt().isAfter(clock.instant()));
  }

  /** What was read while something changed may be what was before, and is not remembered. */
  private Optional<LiveSession> known(UUID sessionId) {
    long before = changes.get();
    Optional<LiveSession> known = cache.get(sessionId, sessions::find);
    if (changes.get() == before) {
      return known;
    }
    cache.invalidate(sessionId);
    return sessions.find(sessionId);
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallerChanged change) {
    changes.incrementAndGet();
    cache
        .asMap()
        .values()
        .removeIf(
            session ->
                session
                    .map(known -> known.caller().userId())
                    .filter(change.userId()::equals)
                    .isPresent());
  }
}
