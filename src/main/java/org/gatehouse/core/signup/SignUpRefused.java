package org.gatehouse.core.signup;

import org.gatehouse.core.refusal.BrokenRule;

/** Says that this installation doesn't let this person sign up a workspace. */
public final class SignUpRefused extends BrokenRule {
  private static final long serialVersionUID = 1L;

  SignUpRefused(SignUpRule rule) {
    super(rule);
  }
}
