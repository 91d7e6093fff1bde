package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;

/**
 * Ends own sessions: on a device that was lost, or that nobody recognises. The thief of a session
 * must not throw the others out with it (ASVS 5.0, 7.5.2), so it wants a recent login; but for
 * {@link #endAll}, which leaves nobody anything.
 */
@Singleton
@Transactional
public class EndSessions {
  private final Sessions sessions;
  private final RecentAuthentication recentAuthentication;
  private final Audit audit;

  @Inject
  EndSessions(Sessions sessions, RecentAuthentication recentAuthentication, Audit audit) {
    this.sessions = sessions;
    this.recentAuthentication = recentAuthentication;
    this.audit = audit;
  }

  /**
   * Ends one; a session of somebody else stays.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public void end(Caller caller, UUID sessionId) {
    recentAuthentication.require(caller);
    if (sessions.end(caller.userId(), sessionId)) {
      record(caller, AuditType.SESSION_END, sessionId.toString());
    }
  }

  /**
   * Ends all but the one that the caller is in.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public void endOthers(Caller caller) {
    recentAuthentication.require(caller);
    int ended = sessions.endAll(caller.userId(), Optional.of(caller.sessionId()));
    record(caller, AuditType.SESSIONS_END, Integer.toString(ended));
  }

  /** Ends all, the one that the caller is in too: every token of the user stops working. */
  public void endAll(Caller caller) {
    int ended = sessions.endAll(caller.userId(), Optional.empty());
    record(caller, AuditType.SESSIONS_END, Integer.toString(ended));
  }

  private void record(Caller caller, AuditType type, String detail) {
    audit.record(caller.audited(type, "ok").detail(detail));
  }
}
