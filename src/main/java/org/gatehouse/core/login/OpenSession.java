package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.mail.Templates;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Session;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Opens a session for somebody whose identity is proven. */
@Singleton
public class OpenSession {
  private final Users users;
  private final Sessions sessions;
  private final ApiKeys apiKeys;
  private final Templates templates;
  private final Audit audit;

  @Inject
  OpenSession(Users users, Sessions sessions, ApiKeys apiKeys, Templates templates, Audit audit) {
    this.users = users;
    this.sessions = sessions;
    this.apiKeys = apiKeys;
    this.templates = templates;
    this.audit = audit;
  }

  /**
   * Opens the session; it is there when this returns, and the audit log tells of it, or neither is.
   *
   * @param user whose identity is proven
   * @param origin by what: a password, a key, an identity provider
   * @param proof what proved it
   * @param entry what to tell the audit log; user, session and address are added
   * @return nothing, if the user was deactivated, or the proof is none any longer
   */
  @Transactional
  public Optional<LoggedIn> open(
      User user, SessionOrigin origin, Client client, Proof proof, AuditEntry entry) {
    // From here on, a change of the user waits until the session is there to be ended by it.
    Optional<User> current = users.toBeChanged(user).filter(User::isActive);
    boolean still = current.isPresent() && proof.isCurrent();
    // As it is now: it may have been given an end meanwhile.
    Optional<ApiKey> currentKey = origin.key().map(ApiKey::id).flatMap(apiKeys::good);
    if (!still || currentKey.isPresent() != origin.key().isPresent()) {
      return Optional.empty();
    }
    templates.language(client.languages()).ifPresent(current.get()::prefer);
    Session session =
        sessions.open(user, client, currentKey.map(SessionOrigin::byKey).orElse(origin));
    // Nobody, if the key came to its end within these milliseconds.
    Optional<Caller> opened = sessions.find(session.id()).map(live -> live.caller().with(client));
    opened.ifPresent(
        caller ->
            audit.record(
                entry
                    .about(user.workspace().id(), user.id())
                    .in(session.id())
                    .from(client.address(), client.userAgent())));
    return opened.map(caller -> new LoggedIn(user, caller, proof));
  }
}
