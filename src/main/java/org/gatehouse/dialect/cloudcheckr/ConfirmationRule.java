package org.gatehouse.dialect.cloudcheckr;

import org.gatehouse.core.refusal.Rule;

/** What this API alone asks of a new password. No page does, so it has no text there. */
enum ConfirmationRule implements Rule {
  DIFFERS("passwordConfirmation.differs", "password_confirmation must be the same as password.");

  private final String key;
  private final String sentence;

  ConfirmationRule(String key, String sentence) {
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
