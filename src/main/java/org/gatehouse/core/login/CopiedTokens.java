package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;

/** Ends sessions whose tokens were copied (RFC 9700, 4.14.2). */
@Singleton
class CopiedTokens {
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  CopiedTokens(Sessions sessions, Audit audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Ends the session of somebody who shows a token that was replaced long ago. */
  @Transactional
  void end(Caller caller) {
    // Told once, however often it is shown.
    if (sessions.end(caller.userId(), caller.sessionId())) {
      audit.record(caller.audited(AuditType.TOKEN_REUSE, "session-ended"));
    }
  }
}
