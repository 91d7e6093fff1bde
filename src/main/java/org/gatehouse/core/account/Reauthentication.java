package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.SecondFactorMethod;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.guard.Admission;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.guard.Verdict;
import org.gatehouse.core.refusal.Busy;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;

/**
 * Asks the person of a session again for the password, and for a code where there is a second
 * factor; the session remembers for {@link RecentAuthentication}. Who has no password here shows
 * the identity provider again who it is, in a login that asks for just that. Wrong answers are
 * counted as failed logins are, but within the session: nobody outside can keep a person who is
 * logged in from changing the password, and who has stolen a session has so many guesses and no
 * session any longer.
 */
@Singleton
public class Reauthentication {
  private static final AuditType AUDIT_TYPE = AuditType.REAUTHENTICATION;

  private final Passwords passwords;
  private final SecondFactor secondFactor;
  private final GuessGuard guard;
  private final Sessions sessions;
  private final RecentAuthentication recent;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  Reauthentication(
      Passwords passwords,
      SecondFactor secondFactor,
      GuessGuard guard,
      Sessions sessions,
      RecentAuthentication recent,
      Audit audit,
      Transactions transactions) {
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.guard = guard;
    this.sessions = sessions;
    this.recent = recent;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Judges what the person shows. The tenth wrong answer in a row ends the session.
   *
   * @param current the password; counts for nothing where {@link RecentAuthentication#isByProvider}
   *     is so
   * @param code a code of the second factor, or a recovery code; counts for nothing where there is
   *     no second factor, or it was shown a moment ago
   * @throws InvalidInput {@code currentPassword.wrong}, also if it comes too soon after another;
   *     {@code currentPassword.codeWrong}; or {@code currentPassword.signOn}, if the provider has
   *     to be asked first
   * @throws ReauthenticationRequired if a code is needed, and there is none
   * @throws Busy if too many attempts are being judged
   * @throws LimitExceeded if there are very many, too soon as they are
   */
  public void confirm(Caller caller, Password current, Optional<String> code) {
    if (recent.isByProvider(caller)) {
      requireProvider(caller);
      return;
    }
    boolean codeNeeded = recent.isCodeMissing(caller);
    if (codeNeeded && isMissing(code)) {
      recent.require(caller);
    }
    judge(caller, current, code, codeNeeded);
  }

  /**
   * Judges a passkey, which is all that is needed.
   *
   * @param shown what the browser tells of it, in answer to this session
   * @throws InvalidInput {@code currentPassword.passkeyWrong}, also if it comes too soon after
   *     wrong answers; or {@code currentPassword.signOn}, if it is the provider that has to be
   *     asked
   * @throws LimitExceeded if there are very many, too soon as they are
   */
  public void confirmByPasskey(Caller caller, String shown) {
    if (recent.isByProvider(caller)) {
      throw new InvalidInput(ReauthenticationRule.SIGN_ON);
    }
    answer(
        guard.ofSession(
            caller.sessionId(),
            admission -> {
              if (admission.isOpen()
                  && accept(caller, shown)
                      .map(SecondFactorMethod::method)
                      .filter(AuthenticationMethod.PASSKEY::equals)
                      .isPresent()) {
                transactions.run(() -> remember(caller, Set.of(AuthenticationMethod.PASSKEY)));
                return Verdict.right(Optional.empty());
              }
              refuse(caller, admission, "wrong-passkey");
              return Verdict.wrong(
                  Optional.of(new InvalidInput(ReauthenticationRule.PASSKEY_WRONG)));
            }));
  }

  /**
   * The same of everything that a login takes, however short a time ago it was shown: for an
   * application that asks for just that.
   */
  public void confirmAll(Caller caller, Password current, Optional<String> code) {
    if (recent.isByProvider(caller)) {
      throw new InvalidInput(ReauthenticationRule.SIGN_ON);
    }
    boolean codeNeeded = secondFactor.isOn(caller.userId());
    if (codeNeeded && isMissing(code)) {
      throw new ReauthenticationRequired(
          Set.of(AuthenticationMethod.ONE_TIME_PASSWORD.reference()));
    }
    judge(caller, current, code, codeNeeded);
  }

  private static boolean isMissing(Optional<String> code) {
    return code.filter(typed -> !typed.isBlank()).isEmpty();
  }

  private void judge(Caller caller, Password current, Optional<String> code, boolean codeNeeded) {
    answer(
        guard.ofSession(
            caller.sessionId(),
            admission -> judge(caller, current, codeNeeded ? code : Optional.empty(), admission)));
  }

  private static void answer(Optional<InvalidInput> refusal) {
    refusal.ifPresent(
        wrong -> {
          throw wrong;
        });
  }

  private void requireProvider(Caller caller) {
    if (!recent.isRecent(caller)) {
      record(caller, "sign-on-needed");
      throw new InvalidInput(ReauthenticationRule.SIGN_ON);
    }
  }

  /** Judges; answers why not, or nothing if all of it was right. */
  private Verdict<Optional<InvalidInput>> judge(
      Caller caller, Password current, Optional<String> code, Admission admission) {
    boolean known = passwords.check(caller.userId(), current).isPresent();
    boolean open = admission.isOpen();
    Optional<SecondFactorMethod> second =
        code.filter(typed -> known && open).flatMap(typed -> accept(caller, typed));
    if (known && open && second.isPresent() == code.isPresent()) {
      transactions.run(() -> remember(caller, second.map(SecondFactorMethod::method)));
      return Verdict.right(Optional.empty());
    }
    refuse(caller, admission, known ? "wrong-code" : "wrong-password");
    return Verdict.wrong(Optional.of(known && open ? wrongCode() : wrong()));
  }

  private void refuse(Caller caller, Admission admission, String reason) {
    record(caller, admission.refusal(reason));
    if (admission == Admission.LAST) {
      transactions.run(
          () -> {
            sessions.end(caller.userId(), caller.sessionId());
            record(caller, "session-ended");
          });
    }
  }

  private Optional<SecondFactorMethod> accept(Caller caller, String shown) {
    return secondFactor.accept(caller.userId(), ShownFactor.to(asker(caller), shown));
  }

  /** For whom challenges of this session are made. */
  static String asker(Caller caller) {
    return caller.sessionId().toString();
  }

  private void remember(Caller caller, Optional<AuthenticationMethod> second) {
    if (second.isEmpty() && secondFactor.isOn(caller.userId())) {
      // The code was shown a moment ago; the password alone doesn't make that more recent.
      record(caller, "ok");
      return;
    }
    Set<AuthenticationMethod> methods = EnumSet.of(AuthenticationMethod.PASSWORD);
    second.ifPresent(methods::add);
    remember(caller, methods);
  }

  private void remember(Caller caller, Set<AuthenticationMethod> methods) {
    sessions.reauthenticated(caller.sessionId(), methods);
    record(caller, "ok");
  }

  /** The refusal of a password that is wrong, or isn't right any longer. */
  static InvalidInput wrong() {
    return new InvalidInput(ReauthenticationRule.PASSWORD_WRONG);
  }

  private static InvalidInput wrongCode() {
    return new InvalidInput(ReauthenticationRule.CODE_WRONG);
  }

  private void record(Caller caller, String outcome) {
    audit.record(caller.audited(AUDIT_TYPE, outcome));
  }
}
