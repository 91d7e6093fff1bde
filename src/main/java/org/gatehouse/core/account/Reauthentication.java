package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.input.Busy;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.LimitExceeded;
import org.gatehouse.core.limit.FailureLimit;
import org.gatehouse.core.limit.Permit;
import org.gatehouse.core.login.Admission;
import org.gatehouse.core.login.LoginThrottle;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;

/**
 * Asks for the password again before a change that a stolen session must not make (ASVS 5.0,
 * 7.5.1). Wrong answers are counted as failed logins are, but within the session: nobody outside
 * can keep a person who is logged in from changing the password, and who has stolen a session has
 * so many guesses and no session any longer.
 */
@Singleton
public class Reauthentication {
  private static final String AUDIT_TYPE = "reauthentication";

  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final FailureLimit failureLimit;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  Reauthentication(
      Passwords passwords,
      LoginThrottle throttle,
      FailureLimit failureLimit,
      Sessions sessions,
      Audit audit) {
    this.passwords = passwords;
    this.throttle = throttle;
    this.failureLimit = failureLimit;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Lets pass who knows the password. The tenth wrong answer in a row ends the session.
   *
   * @return proof of it, for the transaction of the change
   * @throws InvalidInput {@code currentPassword.wrong}, also if it comes too soon after another
   * @throws Busy if too many attempts are being judged
   * @throws LimitExceeded if there are very many, too soon as they are
   */
  public PasswordProof confirm(Caller caller, Password current) {
    String subject = LoginThrottle.subjectOfSession(caller.sessionId());
    Permit permit = failureLimit.takeOf(subject);
    try {
      Optional<PasswordProof> proof =
          throttle.attempt(subject, admission -> judge(caller, current, subject, admission));
      proof.ifPresent(right -> permit.giveBack());
      return proof.orElseThrow(Reauthentication::wrong);
    } catch (Busy e) {
      permit.giveBack();
      throw e;
    }
  }

  /** The refusal of a password that is wrong, or isn't right any longer. */
  static InvalidInput wrong() {
    return new InvalidInput("currentPassword.wrong", "The current password is wrong.");
  }

  private Optional<PasswordProof> judge(
      Caller caller, Password current, String subject, Admission admission) {
    Optional<PasswordProof> proof = passwords.check(Optional.of(caller.userId()), current);
    if (proof.isPresent() && admission.isOpen()) {
      throttle.succeeded(subject);
      return proof;
    }
    record(caller, admission.refusal("wrong-password"));
    if (admission == Admission.LAST) {
      sessions.end(caller.userId(), caller.sessionId());
      record(caller, "session-ended");
    }
    return Optional.empty();
  }

  private void record(Caller caller, String outcome) {
    audit.record(
        AuditEntry.of(AUDIT_TYPE, outcome)
            .about(caller.workspaceId(), caller.userId())
            .in(caller.sessionId()));
  }
}
