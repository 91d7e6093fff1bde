package org.gatehouse.core.invitation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.account.ReplacePassword;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.OpenSession;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/** Lets somebody in who was invited: uses the token up, sets the password and opens a session. */
@Singleton
@Transactional
class EnterByInvitation {
  private static final AuditType TYPE = AuditType.INVITATION_ACCEPT;
  private static final String OK = "ok";

  private final InvitationTokens tokens;
  private final ReplacePassword replacePassword;
  private final GuessGuard guard;
  private final OpenSession openSession;
  private final Audit audit;

  @Inject
  EnterByInvitation(
      InvitationTokens tokens,
      ReplacePassword replacePassword,
      GuessGuard guard,
      OpenSession openSession,
      Audit audit) {
    this.tokens = tokens;
    this.replacePassword = replacePassword;
    this.guard = guard;
    this.openSession = openSession;
    this.audit = audit;
  }

  /** Does so; nothing unless the token is still good. */
  Optional<Accepted> enter(
      String tokenHash, Invitation invitation, HashedPassword password, Client client) {
    return tokens.use(tokenHash, invitation).map(user -> enter(user, password, client));
  }

  private Accepted enter(User user, HashedPassword password, Client client) {
    // The link went there.
    user.confirmEmail();
    replacePassword.byInvitation(user, password);
    // Whoever guessed before there was anything to be guessed keeps nobody out.
    guard.forget(user.id());
    Optional<LoggedIn> login =
        openSession.open(
            user, SessionOrigin.byPassword(false), client, told(AuditEntry.of(TYPE, OK), user));
    if (login.isEmpty()) {
      audit.record(told(client.audited(TYPE, OK, user), user));
    }
    return new Accepted(user, login);
  }

  private static AuditEntry told(AuditEntry entry, User user) {
    return entry.changeHidden("confirmed_email", "", user.email());
  }
}
