package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.credential.ShownFactor;
import org.gatehouse.core.credential.passkey.PasskeyName;
import org.gatehouse.core.credential.passkey.PasskeyRule;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.credential.recovery.RecoveryCodes;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.credential.totp.TotpSecret;
import org.gatehouse.core.login.PendingLogins;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.text.TypedCode;
import org.gatehouse.core.user.User;

/**
 * Gives somebody a second factor, within a session or within a login, and has all logins of the
 * user that wait for something begin again: they may be a thief's. To be called within the
 * transaction of the change, by who has locked the user.
 */
@Singleton
class Enrolment {
  private final Totp totp;
  private final Passkeys passkeys;
  private final SecondFactor secondFactor;
  private final RecoveryCodes recoveryCodes;
  private final PendingLogins pendingLogins;
  private final SecurityNotices notices;

  @Inject
  Enrolment(
      Totp totp,
      Passkeys passkeys,
      SecondFactor secondFactor,
      RecoveryCodes recoveryCodes,
      PendingLogins pendingLogins,
      SecurityNotices notices) {
    this.totp = totp;
    this.passkeys = passkeys;
    this.secondFactor = secondFactor;
    this.recoveryCodes = recoveryCodes;
    this.pendingLogins = pendingLogins;
    this.notices = notices;
  }

  /**
   * Begins with an app: from now on there is a secret to show, until a code confirms it.
   *
   * @param asker the session or login that it is for; it alone goes on with it
   * @throws Conflict if there is an app already
   */
  void beginApp(User user, String asker) {
    if (totp.begin(user.id(), asker).isEmpty()) {
      throw new Conflict(AccountRule.SECOND_FACTOR_ALREADY_ON);
    }
  }

  /** The secret to show, while an app is being enrolled in this session or login. */
  Optional<TotpSecret> secret(User user, String asker) {
    return totp.enrolling(user.id(), asker);
  }

  /**
   * Ends that with the first code of the app.
   *
   * @return ten recovery codes, to be shown once
   * @throws InvalidInput if the code is wrong
   */
  List<String> confirmApp(User user, String asker, String code) {
    if (!totp.confirm(user.id(), asker, TypedCode.read(code))) {
      throw new InvalidInput(AccountRule.TOTP_CODE_WRONG);
    }
    pendingLogins.closeAll(user.id());
    notices.secondFactorOn(user);
    return recoveryCodes.renew(user.id());
  }

  /**
   * What the browser is asked that makes a passkey, as JSON.
   *
   * @param asker the session or login that it is made for
   * @throws Conflict if there are too many
   */
  String passkeyOptions(User user, String asker) {
    if (passkeys.of(user.id()).size() >= Passkeys.LIMIT) {
      throw new Conflict(PasskeyRule.TOO_MANY, Passkeys.LIMIT);
    }
    return passkeys.optionsToMake(user, asker);
  }

  /**
   * Adds a passkey.
   *
   * @param made what the browser tells of it, and for which session or login
   * @return ten recovery codes, to be shown once, if it is the first second factor; else none
   * @throws InvalidInput if it isn't what was asked for
   * @throws Conflict if there are too many, or it is known
   */
  List<String> addPasskey(User user, ShownFactor made, PasskeyName name) {
    boolean first = !secondFactor.isOn(user.id());
    passkeys.add(user, made, name);
    pendingLogins.closeAll(user.id());
    notices.passkeyAdded(user, name.value());
    return first ? recoveryCodes.renew(user.id()) : List.of();
  }

  /** Tells the person that a passkey is good for nothing any longer. */
  void passkeyRemoved(User user, String name) {
    pendingLogins.closeAll(user.id());
    notices.passkeyRemoved(user, name);
  }
}
