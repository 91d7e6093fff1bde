package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/** Ends an attempt: opens the session, or refuses; the audit log is told which, and why. */
@Singleton
class ConcludeLogin {
  private final OpenSession openSession;
  private final Audit audit;

  @Inject
  ConcludeLogin(OpenSession openSession, Audit audit) {
    this.openSession = openSession;
    this.audit = audit;
  }

  /**
   * Opens the session.
   *
   * @param proof asked again in the transaction
   * @param factors what was shown, for the audit log
   * @return {@link LoggedIn}, or {@link Refused} if something has changed meanwhile
   */
  LoginOutcome open(Attempt attempt, SessionOrigin origin, Proof proof, String factors) {
    User user = attempt.target().user().orElseThrow();
    AuditEntry entry = AuditEntry.of(AuditType.LOGIN, "ok").detail(factors);
    Optional<LoggedIn> opened = openSession.open(user, origin, attempt.client(), proof, entry);
    return opened.isPresent() ? opened.get() : refuse(attempt, "changed-meanwhile");
  }

  /** Refuses; outside nobody learns why. */
  Refused refuse(Attempt attempt, String reason) {
    note(attempt, reason);
    return new Refused();
  }

  /** Tells the audit log of an attempt that goes on. */
  void note(Attempt attempt, String outcome) {
    audit.record(attempt.entry(outcome));
  }
}
