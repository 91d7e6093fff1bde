package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.federation.ProviderSessions;
import org.gatehouse.core.federation.SignOnPolicies;
import org.gatehouse.core.input.Busy;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.input.LimitExceeded;
import org.gatehouse.core.limit.FailureLimit;
import org.gatehouse.core.limit.Permit;
import org.gatehouse.core.login.Admission;
import org.gatehouse.core.login.LoginThrottle;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Roles;

/**
 * Asks for the password again before a change that a stolen session must not make (ASVS 5.0,
 * 7.5.1). Who has none here shows the identity provider again who it is, in a login that asks for
 * just that, and has ten minutes then. Wrong answers are counted as failed logins are, but within
 * the session: nobody outside can keep a person who is logged in from changing the password, and
 * who has stolen a session has so many guesses and no session any longer.
 */
@Singleton
public class Reauthentication {
  private static final AuditType AUDIT_TYPE = AuditType.REAUTHENTICATION;
  private static final Duration AFTER_SIGN_ON = Duration.ofMinutes(10);

  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final FailureLimit failureLimit;
  private final Sessions sessions;
  private final SignOnPolicies policies;
  private final ProviderSessions providerSessions;
  private final Audit audit;
  private final Clock clock;

  @Inject
  Reauthentication(
      Passwords passwords,
      LoginThrottle throttle,
      FailureLimit failureLimit,
      Sessions sessions,
      SignOnPolicies policies,
      ProviderSessions providerSessions,
      Audit audit,
      Clock clock) {
    this.passwords = passwords;
    this.throttle = throttle;
    this.failureLimit = failureLimit;
    this.sessions = sessions;
    this.policies = policies;
    this.providerSessions = providerSessions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Lets pass who knows the password, or has just been at the provider. The tenth wrong answer in a
   * row ends the session.
   *
   * @param current the password; counts for nothing, where {@link #isByProvider} is so
   * @return proof of it, for the transaction of the change
   * @throws InvalidInput {@code currentPassword.wrong}, also if it comes too soon after another; or
   *     {@code currentPassword.signOn}, if the provider has to be asked first
   * @throws Busy if too many attempts are being judged
   * @throws LimitExceeded if there are very many, too soon as they are
   */
  public Proof confirm(Caller caller, Password current) {
    if (isByProvider(caller)) {
      return confirmBySignOn(caller);
    }
    String subject = LoginThrottle.subjectOfSession(caller.sessionId());
    Permit permit = failureLimit.takeOf(subject);
    try {
      Optional<PasswordProof> proof =
          throttle.attempt(subject, admission -> judge(caller, current, subject, admission));
      proof.ifPresent(right -> permit.giveBack());
      PasswordProof right = proof.orElseThrow(Reauthentication::wrong);
      return () -> passwords.isCurrent(right);
    } catch (Busy e) {
      permit.giveBack();
      throw e;
    }
  }

  /**
   * Whether the caller shows the identity provider who it is, and not us: who logged in there, and
   * has no password here that would be good for anything.
   */
  public boolean isByProvider(Caller caller) {
    return !caller.source().equals(Caller.LOCAL)
        && (passwords.setAt(caller.userId()).isEmpty()
            || (!caller.is(Roles.SYSTEM_ADMINISTRATOR)
                && policies.of(caller.workspaceId()).forbidsPassword(caller.userId())));
  }

  /** Whether the caller has done so a moment ago, and need not again. */
  public boolean isFresh(Caller caller) {
    return providerSessions
        .shownAt(caller.sessionId())
        .filter(shown -> shown.plus(AFTER_SIGN_ON).isAfter(clock.instant()))
        .isPresent();
  }

  private Proof confirmBySignOn(Caller caller) {
    if (!isFresh(caller)) {
      record(caller, "sign-on-needed");
      throw new InvalidInput(
          "currentPassword.signOn",
          "Show your identity provider again who you are; then you have ten minutes.");
    }
    return () -> isFresh(caller);
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
    audit.record(caller.audited(AUDIT_TYPE, outcome));
  }
}
