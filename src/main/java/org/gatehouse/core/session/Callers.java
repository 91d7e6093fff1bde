package org.gatehouse.core.session;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.RecentReads;
import org.gatehouse.core.user.UserChanged;
import org.gatehouse.core.workspace.WorkspaceChanged;

/**
 * Remembers for a moment who calls in which session, so that not every request asks the database. A
 * change made by this process counts at once, one made by another node within four seconds; five
 * are promised.
 */
@Singleton
public class Callers {
  private final Clock clock;
  private final RecentReads<UUID, Optional<LiveSession>> reads;

  /**
   * @param sessions asked when the memory is too old
   * @param clock what time it is
   */
  @Inject
  public Callers(Sessions sessions, Clock clock) {
    this.clock = clock;
    this.reads = new RecentReads<>(sessions::find, Callers::weight);
  }

  /** As many as ten roles weigh as much as the rest. */
  private static int weight(UUID sessionId, Optional<LiveSession> session) {
    return 1 + session.map(known -> known.caller().roles().size() / 10).orElse(0);
  }

  /** How often a session was known, and how often it was read from the database. */
  public CacheStats stats() {
    return reads.stats();
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
    reads.forget(sessionId);
    return session(sessionId);
  }

  /** Notes that the tokens of this session are of these generations now. */
  public void refreshed(UUID sessionId, Generations generations) {
    reads.update(
        sessionId,
        known ->
            known.map(
                session -> new LiveSession(session.caller(), generations, session.networks())));
  }

  /** This session, if it goes on. */
  public Optional<LiveSession> session(UUID sessionId) {
    return reads
        .get(sessionId)
        .filter(session -> session.caller().expiresAt().isAfter(clock.instant()));
  }

  /** What it demands and limits is another. */
  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkspaceChanged change) {
    reads.forgetIf(
        known ->
            known
                .getValue()
                .filter(session -> session.caller().workspaceId().equals(change.workspaceId()))
                .isPresent());
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserChanged change) {
    reads.forgetIf(
        known ->
            known
                .getValue()
                .filter(session -> session.caller().userId().equals(change.userId()))
                .isPresent());
  }
}
