package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Callers;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.token.TokenVerifier;

/** Recognises who is logged in already, by an access token, and logs out. */
@Singleton
public class Authentication {
  private final TokenVerifier tokens;
  private final Callers callers;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  Authentication(TokenVerifier tokens, Callers callers, Sessions sessions, Audit audit) {
    this.tokens = tokens;
    this.callers = callers;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Whose token this is, if it is ours, hasn't expired, and its session goes on.
   *
   * @param token anything
   */
  public Optional<Caller> authenticate(String token) {
    return tokens.verify(token).flatMap(callers::in);
  }

  /** Ends the session of this caller: all its tokens stop working. */
  @Transactional
  public void logOut(Caller caller) {
    sessions.end(caller.userId(), caller.sessionId());
    audit.record(
        AuditEntry.of("logout", "ok")
            .about(caller.workspaceId(), caller.userId())
            .in(caller.sessionId()));
  }
}
