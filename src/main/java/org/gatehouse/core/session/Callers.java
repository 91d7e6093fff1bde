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
  private final Cache<UUID, Optional<Caller>> cache =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(AT_MOST).build();

  /**
   * @param sessions asked when the memory is too old
   * @param clock what time it is
   */
  @Inject
  public Callers(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Who calls in this session, if it goes on. */
  public Optional<Caller> in(UUID sessionId) {
    return cache
        .get(sessionId, sessions::caller)
        .filter(caller -> caller.expiresAt().isAfter(clock.instant()));
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallerChanged change) {
    cache
        .asMap()
        .values()
        .removeIf(caller -> caller.map(Caller::userId).filter(change.userId()::equals).isPresent());
  }
}
