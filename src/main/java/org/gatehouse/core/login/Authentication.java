package org.gatehouse.core.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Generations;
import org.gatehouse.core.session.LiveSession;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.token.TokenKind;
import org.gatehouse.core.token.TokenVerifier;
import org.gatehouse.core.token.VerifiedToken;

/** Recognises who is logged in already, by an access token, refreshes it, and logs out. */
@Singleton
public class Authentication {
  private static final Duration TOLD = Duration.ofMinutes(10);
  private static final int MOST_TOLD = 10_000;

  private final TokenVerifier tokens;
  private final Callers callers;
  private final Sessions sessions;
  private final Audit audit;
  private final Transactions transactions;
  private final Clock clock;

  /** Sessions that were used from where they may not be, and from which address first. */
  private final Cache<UUID, String> told =
      Caffeine.newBuilder().expireAfterWrite(TOLD).maximumSize(MOST_TOLD).build();

  @Inject
  Authentication(
      TokenVerifier tokens,
      Callers callers,
      Sessions sessions,
      Audit audit,
      Transactions transactions,
      Clock clock) {
    this.tokens = tokens;
    this.callers = callers;
    this.sessions = sessions;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Whose access token this is, if it is ours, hasn't expired, and its session goes on. A token
   * that was replaced more than a minute ago ends the session: two have it, and one of them stole
   * it (RFC 9700, 4.14.2).
   *
   * @param token anything
   * @param client who shows it
   */
  public Optional<Caller> authenticate(String token, Client client) {
    return tokens
        .verify(token)
        .filter(verified -> verified.kind() == TokenKind.ACCESS)
        .flatMap(verified -> caller(verified, client));
  }

  /**
   * The same for what a browser has in the login cookie: a token made for that, or an access token,
   * which is the same credential there as in a header.
   *
   * @param token anything
   * @param client who shows it
   */
  public Optional<Caller> authenticateCookie(String token, Client client) {
    return tokens.verify(token).flatMap(verified -> caller(verified, client));
  }

  private Optional<Caller> caller(VerifiedToken verified, Client client) {
    return verified.generation().isEmpty()
        ? callers
            .session(verified.sessionId())
            .filter(session -> admits(session, client))
            .map(session -> session.caller().with(OptionalLong.empty()).with(client))
        : ofGeneration(verified.sessionId(), verified.generation().getAsLong(), client);
  }

  /** Whether a session may be used from there; the audit log is told once in a while if not. */
  private boolean admits(LiveSession session, Client client) {
    if (session.admits(client)) {
      return true;
    }
    Caller caller = session.caller().with(client);
    if (told.asMap().putIfAbsent(caller.sessionId(), client.address()) == null) {
      audit.record(caller.audited(AuditType.SESSION_REFUSE, "network"));
    }
    return false;
  }

  private Optional<Caller> ofGeneration(UUID sessionId, long generation, Client client) {
    Optional<LiveSession> session = callers.session(sessionId, generation);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    Caller caller = session.get().caller().with(OptionalLong.of(generation)).with(client);
    return switch (session.get().generations().standing(generation, clock.instant())) {
      case CURRENT, REPLACED -> Optional.of(caller).filter(any -> admits(session.get(), client));
      case COPIED -> {
        transactions.run(() -> endCopied(caller));
        yield Optional.empty();
      }
      case UNKNOWN -> Optional.empty();
    };
  }

  private void endCopied(Caller caller) {
    // Recorded once, however often the copy is shown.
    if (sessions.end(caller.userId(), caller.sessionId())) {
      audit.record(caller.audited(AuditType.TOKEN_REUSE, "session-ended"));
    }
  }

  /**
   * Replaces the token of this caller. Whoever shows one that is never replaced, as the cookie's,
   * gets another such: all windows of a browser have the one cookie, and what one of them got
   * another could only use too late.
   *
   * @return the caller with the generation to issue a token of; nothing, if the session has ended
   *     meanwhile
   */
  public Optional<Caller> refresh(Caller caller) {
    UUID sessionId = caller.sessionId();
    // As it is now: roles may have changed.
    Optional<Caller> now = callers.in(sessionId).map(known -> known.with(caller.client()));
    if (now.isEmpty() || caller.generation().isEmpty()) {
      return now.map(known -> known.with(OptionalLong.empty()));
    }
    Optional<Generations> next = sessions.refresh(sessionId, caller.generation().getAsLong());
    next.ifPresent(generations -> callers.refreshed(sessionId, generations));
    return next.flatMap(
        generations -> now.map(known -> known.with(OptionalLong.of(generations.current()))));
  }

  /** Ends the session of this caller: all its tokens stop working. */
  @Transactional
  public void logOut(Caller caller) {
    sessions.end(caller.userId(), caller.sessionId());
    audit.record(caller.audited(AuditType.LOGOUT, "ok"));
  }
}
