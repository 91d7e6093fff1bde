package org.gatehouse.core.signup;

import org.gatehouse.core.refusal.Rule;

/** Why an installation lets somebody sign up no workspace. */
public enum SignUpRule implements Rule {
  OFF("signup.off", "Sign-up is switched off here. Ask the administrator for an account."),
  CODE_WRONG("signup.codeWrong", "The set-up code is wrong or was used already.");

  private final String key;
  private final String sentence;

  SignUpRule(String key, String sentence) {
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
