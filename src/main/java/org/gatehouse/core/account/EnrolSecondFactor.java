package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.recovery.RecoveryCodes;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;

/** Turns the own two-factor authentication on, and makes its recovery codes. */
@Singleton
@Transactional
public class EnrolSecondFactor {
  private final OwnUser ownUser;
  private final Enrolment enrolment;
  private final Totp totp;
  private final RecoveryCodes recoveryCodes;
  private final Sessions sessions;
  private final SecurityNotices notices;

  @Inject
  EnrolSecondFactor(
      OwnUser ownUser,
      Enrolment enrolment,
      Totp totp,
      RecoveryCodes recoveryCodes,
      Sessions sessions,
      SecurityNotices notices) {
    this.ownUser = ownUser;
    this.enrolment = enrolment;
    this.totp = totp;
    this.recoveryCodes = recoveryCodes;
    this.sessions = sessions;
    this.notices = notices;
  }

  /**
   * Begins: from now on there is a secret to show, until a code confirms it.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws Conflict if it is on already
   */
  public void begin(Caller caller) {
    enrolment.beginApp(ownUser.lockRecent(caller), Reauthentication.asker(caller));
  }

  /** The secret to show while enrolment is under way in this session. */
  public Optional<TotpSecret> secret(Caller caller) {
    return totp.enrolling(caller.userId(), Reauthentication.asker(caller));
  }

  /**
   * Ends the enrolment with the first code of the app.
   *
   * @return ten recovery codes, to be shown once
   * @throws InvalidInput if the code is wrong
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public List<String> confirm(Caller caller, String code) {
    List<String> codes =
        enrolment.confirmApp(ownUser.lockRecent(caller), Reauthentication.asker(caller), code);
    Set<AuthenticationMethod> shown = EnumSet.of(AuthenticationMethod.ONE_TIME_PASSWORD);
    // What was shown before is a password, or a passkey, or nothing of ours.
    sessions
        .authenticationContext(caller.sessionId())
        .ifPresent(before -> shown.addAll(before.methods()));
    sessions.reauthenticated(caller.sessionId(), shown);
    ownUser.record(caller, caller.audited(AuditType.SECOND_FACTOR_ON, "ok"));
    return codes;
  }

  /** Forgets an enrolment under way. */
  public void cancel(Caller caller) {
    totp.cancel(caller.userId());
  }

  /**
   * Makes ten new recovery codes; older ones are good no longer.
   *
   * @return the codes, to be shown once
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public List<String> renewRecoveryCodes(Caller caller) {
    notices.recoveryCodesRenewed(ownUser.lockRecent(caller));
    ownUser.record(caller, caller.audited(AuditType.RECOVERY_CODES_RENEWED, "ok"));
    return recoveryCodes.renew(caller.userId());
  }
}
