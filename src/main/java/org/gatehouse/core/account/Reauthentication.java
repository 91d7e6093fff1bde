package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
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
   * @throws InvalidInput {@code currentPassword.wrong}, also while the account is locked
   */
  public void confirm(Caller caller, Password current) {
    String subject = LoginThrottle.subject(caller.userId());
    boolean right = throttle.inTurn(subject, () -> isRight(caller, current, subject));
    if (!right) {
      throw new InvalidInput("currentPassword.wrong", "The current password is wrong.");
    }
  }

  private boolean isRight(Caller caller, Password current, String subject) {
    Admission admission = throttle.admit(subject);
    boolean known = passwords.check(Optional.of(caller.userId()), current).isPresent();
    if (known && admission != Admission.LOCKED) {
      throttle.takeBack(subject, admission);
      return true;
    }
    String reason = admission == Admission.LOCKED ? "locked" : "wrong-password";
    audit.record(
        AuditEntry.of("reauthentication", reason)
            .about(caller.workspaceId(), caller.userId())
            .in(caller.sessionId()));
    if (admission == Admission.LAST) {
      users.withId(caller.userId()).ifPresent(lockNotice::tell);
    }
    return false;
  }
}
