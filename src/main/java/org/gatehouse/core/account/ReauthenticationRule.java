package org.gatehouse.core.account;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with how somebody shows again who they are. */
public final class ReauthenticationRule extends Rule {
  public static final ReauthenticationRule PASSWORD_WRONG =
      new ReauthenticationRule("currentPassword.wrong", "The current password is wrong.");
  public static final ReauthenticationRule CODE_WRONG =
      new ReauthenticationRule(
          "currentPassword.codeWrong", "The code is wrong, or was used before.");
  public static final ReauthenticationRule PASSKEY_WRONG =
      new ReauthenticationRule(
          "currentPassword.passkeyWrong", "The passkey proves nothing here. Try again.");
  public static final ReauthenticationRule NO_PASSWORD =
      new ReauthenticationRule(
          "currentPassword.none", "You log in with an identity provider, without a password.");
  public static final ReauthenticationRule SIGN_ON =
      new ReauthenticationRule(
          "currentPassword.signOn",
          "Show your identity provider again who you are; then you have some minutes.");

  private ReauthenticationRule(String key, String sentence) {
    super(key, sentence);
  }
}
