package org.gatehouse.core.signup;

import org.gatehouse.core.refusal.Rule;

/** Why an installation lets somebody sign up no workspace. */
public final class SignUpRule extends Rule {
  public static final SignUpRule OFF =
      new SignUpRule(
          "signup.off", "Sign-up is switched off here. Ask the administrator for an account.");
  public static final SignUpRule CODE_WRONG =
      new SignUpRule("signup.codeWrong", "The set-up code is wrong or was used already.");

  public static final SignUpRule SECOND_FACTOR_REQUIRED =
      new SignUpRule(
          "signup.secondFactorRequired",
          "A second factor is required here, which only the page can set up: sign up at /signup.");

  private SignUpRule(String key, String sentence) {
    super(key, sentence);
  }
}
