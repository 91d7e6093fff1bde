package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Session;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.User;

/** Opens a session for somebody whose identity is proven, and issues its token. */
@Singleton
public class OpenSession {
  private final Sessions sessions;
  private final TokenIssuer tokens;
  private final Audit audit;

  @Inject
  OpenSession(Sessions sessions, TokenIssuer tokens, Audit audit) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.audit = audit;
  }

  /**
   * Opens the session; it is there when this returns, and the audit log tells of it, or neither is.
   *
   * @param user whose identity is proven
   * @param entry what to tell the audit log; user, session and address are added
   */
  @Transactional
  public LoggedIn open(User user, boolean remembered, Client client, AuditEntry entry) {
    Session session = sessions.open(user, client, remembered);
    Caller caller =
        sessions
            .caller(session.id())
            .orElseThrow(() -> new IllegalStateException("user " + user.id() + " isn't active"));
    audit.record(
        entry.about(user.workspace().id(), user.id()).in(session.id()).from(client.address()));
    return new LoggedIn(user, caller, tokens.issue(caller));
  }
}
