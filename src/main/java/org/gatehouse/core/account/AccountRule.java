package org.gatehouse.core.account;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a change of one's own account. */
public enum AccountRule implements Rule {
  PASSWORD_SAME_AS_OLD(
      "password.sameAsOld", "The new password must not be the same as the current one."),
  SECOND_FACTOR_ALREADY_ON("secondFactor.alreadyOn", "Two-factor authentication is on already."),
  TOTP_CODE_WRONG("totp.codeWrong", "The code is wrong. Is the clock of your phone right?");

  private final String key;
  private final String sentence;

  AccountRule(String key, String sentence) {
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
