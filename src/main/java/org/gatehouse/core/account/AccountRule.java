package org.gatehouse.core.account;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a change of one's own account. */
public final class AccountRule extends Rule {
  public static final AccountRule PASSWORD_SAME_AS_OLD =
      new AccountRule(
          "password.sameAsOld", "The new password must not be the same as the current one.");
  public static final AccountRule NEW_PASSWORD_NEEDED =
      new AccountRule("activity.newPasswordNeeded", "Choose a new password first.");
  public static final AccountRule SECOND_FACTOR_ALREADY_ON =
      new AccountRule("secondFactor.alreadyOn", "Two-factor authentication is on already.");
  public static final AccountRule TOTP_CODE_WRONG =
      new AccountRule("totp.codeWrong", "The code is wrong. Is the clock of your phone right?");

  private AccountRule(String key, String sentence) {
    super(key, sentence);
  }
}
