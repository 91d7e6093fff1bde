package org.gatehouse.core.account;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with how somebody shows again who they are. */
public enum ReauthenticationRule implements Rule {
  PASSWORD_WRONG("currentPassword.wrong", "The current password is wrong."),
  CODE_WRONG("currentPassword.codeWrong", "The code is wrong, or was used before."),
  NO_PASSWORD("currentPassword.none", "You log in with an identity provider, without a password."),
  SIGN_ON(
      "currentPassword.signOn",
      "Show your identity provider again who you are; then you have some minutes.");

  private final String key;
  private final String sentence;

  ReauthenticationRule(String key, String sentence) {
    this.key = key;
    this.sentence = sentence;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String sentence() {
    return sentence;
  }
}
