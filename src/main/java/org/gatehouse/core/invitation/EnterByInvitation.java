package org.gatehouse.core.invitation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.gatehouse.core.account.ReplacePassword;
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
  private final InvitationTokens tokens;
  private final ReplacePassword replacePassword;
  private final GuessGuard guard;
  private final OpenSession openSession;

  @Inject
  EnterByInvitation(
      InvitationTokens tokens,
      ReplacePassword replacePassword,
      GuessGuard guard,
      OpenSession openSession) {
    this.tokens = tokens;
    this.replacePassword = replacePassword;
    this.guard = guard;
    this.openSession = openSession;
  }

  /** Does so; nothing unless the token is still good. */
  Optional<LoggedIn> enter(
      String tokenHash, Invitation invitation, HashedPassword password, Client client) {
    return tokens.use(tokenHash, invitation).flatMap(user -> enter(user, password, client));
  }

  private Optional<LoggedIn> enter(User user, HashedPassword password, Client client) {
    // The link went there.
    user.confirmEmail();
    replacePassword.byInvitation(user, password);
    // Whoever guessed before there was anything to be guessed keeps nobody out.
    guard.forget(user.id());
    return openSession.open(
        user,
        SessionOrigin.byPassword(false),
        client,
        AuditEntry.of(AuditType.INVITATION_ACCEPT, "ok")
            .changeHidden("confirmed_email", "", user.email()));
  }
}
