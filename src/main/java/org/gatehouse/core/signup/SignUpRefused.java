package org.gatehouse.core.signup;

/** Says that this installation doesn't let this person sign up a workspace. */
public final class SignUpRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  SignUpRefused(String rule, String message) {
    super(message, null, false, false);
    this.rule = rule;
  }

  static SignUpRefused switchedOff() {
    return new SignUpRefused(
        "signup.off", "Sign-up is switched off here. Ask the administrator for an account.");
  }

  static SignUpRefused wrongCode() {
    return new SignUpRefused("signup.codeWrong", "The set-up code is wrong or was used already.");
  }

  /** The key of the broken rule. */
  public String rule() {
    return rule;
  }
}
