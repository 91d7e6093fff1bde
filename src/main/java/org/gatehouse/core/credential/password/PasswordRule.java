package org.gatehouse.core.credential.password;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a new password, beside {@link Weakness}. */
public enum PasswordRule implements Rule {
  TOO_SHORT("password.tooShort", "The password must have at least %s characters."),
  TOO_SHORT_ALONE(
      "password.tooShortAlone",
      "Without two-factor authentication the password must have at least %s characters. Change the password first."),
  TOO_LONG("password.tooLong", "The password must have at most %s characters."),
  INVALID("password.invalid", "The password must not contain control characters."),
  CONTAINS_NAME(
      "password.containsName",
      "The password must not contain the name of the user or of the workspace."),
  COMMON(
      "password.common",
      "The password is one of those that many people use, so it is tried first. Choose words of your own.");

  private final String key;
  private final String sentence;

  PasswordRule(String key, String sentence) {
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
