package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.text.TypedCode;

/** Turns the own two-factor authentication on and off. */
@Singleton
public class EnrolSecondFactor {
  private final RecentAuthentication recentAuthentication;
  private final PasswordPolicy policy;
  private final Totp totp;
  private final AccountChanges changes;

  @Inject
  EnrolSecondFactor(
      RecentAuthentication recentAuthentication,
      PasswordPolicy policy,
      Totp totp,
      AccountChanges changes) {
    this.recentAuthentication = recentAuthentication;
    this.policy = policy;
    this.totp = totp;
    this.changes = changes;
  }

  /**
   * Begins: from now on there is a secret to show, until a code confirms it.
   *
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws Conflict if it is on already
   */
  public void begin(Caller caller) {
    if (!changes.beginSecondFactor(caller)) {
      throw new Conflict("secondFactor.alreadyOn", "Two-factor authentication is on already.");
    }
  }

  /** The secret to show while enrolment is under way. */
  public Optional<TotpSecret> secret(Caller caller) {
    return totp.enrolling(caller.userId());
  }

  /**
   * Ends the enrolment with the first code of the app.
   *
   * @return ten recovery codes, to be shown once
   * @throws InvalidInput if the code is wrong
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public List<String> confirm(Caller caller, String code) {
    List<String> recoveryCodes = changes.confirmSecondFactor(caller, TypedCode.read(code));
    if (recoveryCodes.isEmpty()) {
      throw new InvalidInput(
          "totp.codeWrong", "The code is wrong. Is the clock of your phone right?");
    }
    return recoveryCodes;
  }

  /** Forgets an enrolment under way. */
  public void cancel(Caller caller) {
    totp.cancel(caller.userId());
  }

  /**
   * Turns it off and forgets the recovery codes.
   *
   * @param current the password, which has been confirmed
   * @throws InvalidInput if the password is too short to stand alone
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public void turnOff(Caller caller, Password current) {
    if (!recentAuthentication.isByProvider(caller)) {
      policy.checkAlone(current);
    }
    changes.turnOffSecondFactor(caller);
  }

  /**
   * Makes ten new recovery codes; older ones are good no longer.
   *
   * @return the codes, to be shown once
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   */
  public List<String> renewRecoveryCodes(Caller caller) {
    return changes.renewRecoveryCodes(caller);
  }
}
