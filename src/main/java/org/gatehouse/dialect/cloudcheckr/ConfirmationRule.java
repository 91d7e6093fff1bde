package org.gatehouse.dialect.cloudcheckr;

import org.gatehouse.core.refusal.Rule;

/** What this API alone asks of a new password. No page does, so it has no text there. */
final class ConfirmationRule extends Rule {
  static final ConfirmationRule DIFFERS =
      new ConfirmationRule(
          "passwordConfirmation.differs", "password_confirmation must be the same as password.");

  private ConfirmationRule(String key, String sentence) {
    super(key, sentence);
  }
}
