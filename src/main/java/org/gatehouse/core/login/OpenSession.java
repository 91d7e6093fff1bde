package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Session;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.token.TokenIssuer;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** Opens a session for somebody whose identity is proven, and issues its token. */
@Singleton
public class OpenSession {
  private final Users users;
  private final Passwords passwords;
  private final Sessions sessions;
  private final TokenIssuer tokens;
  private final Audit audit;

  @Inject
  OpenSession(
      Users users, Passwords passwords, Sessions sessions, TokenIssuer tokens, Audit audit) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.tokens = tokens;
    this.audit = audit;
  }

  /**
   * Opens the session; it is there when this returns, and the audit log tells of it, or neither is.
   *
   * @param user whose identity is proven
   * @param remembered whether the person asked to be remembered
   * @param proof of the password, where one was given
   * @param entry what to tell the audit log; user, session and address are added
   * @return nothing, if the user was deactivated or the password changed since it was proven
   */
  @Transactional
  public Optional<LoggedIn> open(
      User user,
      boolean remembered,
      Client client,
      Optional<PasswordProof> proof,
      AuditEntry entry) {
    // From here on, a change of the user waits until the session is there to be ended by it.
    boolean still =
        users.toBeChanged(user.id()).filter(User::isActive).isPresent()
            && proof.map(passwords::isCurrent).orElse(true);
    return still ? Optional.of(openNow(user, remembered, client, entry)) : Optional.empty();
  }

  private LoggedIn openNow(User user, boolean remembered, Client client, AuditEntry entry) {
    Session session = sessions.open(user, client, remembered);
    Caller caller = sessions.caller(session.id()).orElseThrow();
    audit.record(
        entry.about(user.workspace().id(), user.id()).in(session.id()).from(client.address()));
    return new LoggedIn(user, caller, tokens.issue(caller));
  }
}
