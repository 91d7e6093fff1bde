package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.core.input.Conflict;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.session.Caller;

/** Turns the own two-factor authentication on and off. */
@Singleton
public class EnrolSecondFactor {
  private final Reauthentication reauthentication;
  private final PasswordPolicy policy;
  private final Totp totp;
  private final AccountChanges changes;

  @Inject
  EnrolSecondFactor(
      Reauthentication reauthentication, PasswordPolicy policy, Totp totp, AccountChanges changes) {
    this.reauthentication = reauthentication;
    this.policy = policy;
    this.totp = totp;
    this.changes = changes;
  }

  /**
   * Begins: from now on there is a secret to show, until a code confirms it.
   *
   * @throws InvalidInput if the password is wrong
   * @throws Conflict if it is on already
   */
  public void begin(Caller caller, Password current) {
    if (!changes.beginSecondFactor(caller, reauthentication.confirm(caller, current))) {
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
   */
  public List<String> confirm(Caller caller, String code) {
    List<String> recoveryCodes = changes.confirmSecondFactor(caller, code.replaceAll("\\s", ""));
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
   * @throws InvalidInput if the password is wrong, or too short to stand alone
   */
  public void turnOff(Caller caller, Password current) {
    Proof proof = reauthentication.confirm(caller, current);
    if (!reauthentication.isByProvider(caller)) {
      policy.checkAlone(current);
    }
    changes.turnOffSecondFactor(caller, proof);
  }

  /**
   * Makes ten new recovery codes; older ones are good no longer.
   *
   * @return the codes, to be shown once
   * @throws InvalidInput if the password is wrong
   */
  public List<String> renewRecoveryCodes(Caller caller, Password current) {
    return changes.renewRecoveryCodes(caller, reauthentication.confirm(caller, current));
  }
}
