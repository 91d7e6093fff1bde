package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.login.LoginOutcome.Refused;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.SessionOrigin;
import org.gatehouse.core.user.User;

/** Ends an attempt: opens the session, or refuses; the audit log is told which, and why. */
@Singleton
class ConcludeLogin {
  private final OpenSession openSession;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ConcludeLogin(OpenSession openSession, Audit audit, Transactions transactions) {
    this.openSession = openSession;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Opens the session.
   *
   * @param proof asked again in the transaction
   * @param factors what was shown, for the audit log
   * @return {@link LoggedIn}, or {@link Refused} if something has changed meanwhile
   */
  LoginOutcome open(Attempt attempt, SessionOrigin origin, Proof proof, String factors) {
    return open(attempt, origin, proof, factors, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param more what is done in the transaction beside
   */
  LoginOutcome open(
      Attempt attempt,
      SessionOrigin origin,
      Proof proof,
      String factors,
      UnaryOperator<LoggedIn> more) {
    User user = attempt.target().user().orElseThrow();
    Optional<LoggedIn> opened =
        transactions.call(
            () -> {
              Optional<LoggedIn> session =
                  openSession.open(user, origin, attempt.client(), proof, entry(factors)).map(more);
              session.ifPresent(in -> attempt.guess().forgetFailures());
              return session;
            });
    return opened.isPresent() ? opened.get() : refuse(attempt, "changed-meanwhile");
  }

  /** What the audit log is told of a login that has succeeded by this. */
  static AuditEntry entry(String factors) {
    return AuditEntry.of(AuditType.LOGIN, "ok").detail(factors);
  }

  /** Refuses; outside nobody learns why. */
  Refused refuse(Attempt attempt, String reason) {
    return refuse(attempt.target(), attempt.client(), reason);
  }

  /** The same where no attempt was counted. */
  Refused refuse(LoginTarget target, Client client, String reason) {
    audit.record(target.entry(client, reason));
    return new Refused();
  }

  /** Tells the audit log of an attempt that goes on. */
  void note(Attempt attempt, String outcome) {
    audit.record(attempt.target().entry(attempt.client(), outcome));
  }
}
