package org.gatehouse.core.credential.passkey;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a passkey that is made, changed or removed. */
public final class PasskeyRule extends Rule {
  public static final PasskeyRule NAME_INVALID =
      new PasskeyRule(
          "passkeyName.invalid", "The name of a passkey must have 1 to 100 visible characters.");
  public static final PasskeyRule REFUSED =
      new PasskeyRule("passkey.refused", "That isn't the answer to what was asked. Try again.");
  public static final PasskeyRule KNOWN =
      new PasskeyRule("passkey.known", "This passkey is registered already.");
  public static final PasskeyRule TOO_MANY =
      new PasskeyRule("passkey.tooMany", "There are %s passkeys already. Remove some.");
  public static final PasskeyRule ONLY_FACTOR =
      new PasskeyRule(
          "passkey.onlyFactor",
          "This is the only second factor. Turn two-factor authentication off instead.");
  public static final PasskeyRule SIGN_ON_REQUIRED =
      new PasskeyRule(
          "passkey.signOnRequired",
          "The workspace requires single sign-on: no passkey would be good for anything.");

  private PasskeyRule(String key, String sentence) {
    super(key, sentence);
  }
}
