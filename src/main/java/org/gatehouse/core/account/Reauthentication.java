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
import org.gatehouse.core.login.Admission;
import org.gatehouse.core.login.LockNotice;
import org.gatehouse.core.login.LoginThrottle;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Users;

/**
 * Asks for the password again before a change that a stolen session must not make (ASVS 5.0,
 * 7.5.1). Wrong answers count as failed logins do.
 */
@Singleton
public class Reauthentication {
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final LockNotice lockNotice;
  private final Users users;
  private final Audit audit;

  @Inject
  Reauthentication(
      Passwords passwords,
      LoginThrottle throttle,
      LockNotice lockNotice,
      Users users,
      Audit audit) {
    this.lockNotice = lockNotice;
    this.users = users;
    this.passwords = passwords;
    this.throttle = throttle;
    this.audit = audit;
  }

  /**
   * Lets pass who knows the password.
   *
   * @return proof of it, for the transaction of the change
   * @throws InvalidInput {@code currentPassword.wrong}, also while the account is locked
   * @throws Busy if too many attempts are being judged
   */
  public PasswordProof confirm(Caller caller, Password current) {
    String subject = LoginThrottle.subject(caller.userId());
    return throttle
        .attempt(subject, admission -> judge(caller, current, admission))
        .orElseThrow(Reauthentication::wrong);
  }

  /** The refusal of a password that is wrong, or isn't right any longer. */
  static InvalidInput wrong() {
    return new InvalidInput("currentPassword.wrong", "The current password is wrong.");
  }

  private Optional<PasswordProof> judge(Caller caller, Password current, Admission admission) {
    Optional<PasswordProof> proof = passwords.check(Optional.of(caller.userId()), current);
    if (proof.isPresent() && admission != Admission.LOCKED) {
      throttle.takeBack(LoginThrottle.subject(caller.userId()), admission);
      return proof;
    }
    String reason = admission == Admission.LOCKED ? "locked" : "wrong-password";
    audit.record(
        AuditEntry.of("reauthentication", reason)
            .about(caller.workspaceId(), caller.userId())
            .in(caller.sessionId()));
    if (admission == Admission.LAST) {
      users.withId(caller.userId()).ifPresent(lockNotice::tell);
    }
    return Optional.empty();
  }
}
