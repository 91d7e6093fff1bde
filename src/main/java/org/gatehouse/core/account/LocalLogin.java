package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.credential.passkey.Passkeys;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.credential.totp.Totp;
import org.gatehouse.core.policy.SecondFactorDemand;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.user.User;

/** How a person could log in without an identity provider. */
@Singleton
class LocalLogin {
  private final Passwords passwords;
  private final Passkeys passkeys;
  private final Totp totp;
  private final SignOnPolicies policies;

  @Inject
  LocalLogin(Passwords passwords, Passkeys passkeys, Totp totp, SignOnPolicies policies) {
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.totp = totp;
    this.policies = policies;
  }

  /** Whether at all: there is a password, and it is good for anything. */
  boolean isPossible(User user) {
    return passwords.setAt(user.id()).isPresent() && !policies.forbidsPassword(user);
  }

  /** The strictest demand that the person could meet in it. */
  SecondFactorDemand couldShow(User user) {
    if (passkeys.isOn(user.id())) {
      return SecondFactorDemand.PHISHING_RESISTANT;
    }
    return totp.isOn(user.id()) ? SecondFactorDemand.REQUIRED : SecondFactorDemand.NOT_REQUIRED;
  }
}
