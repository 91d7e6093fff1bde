package org.gatehouse.core.user;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a user's names and address. */
public enum UserRule implements Rule {
  NAME_INVALID(
      "userName.invalid",
      "The user name must have 1 to 254 letters, digits and . _ - @ + of one script."),
  NAME_TAKEN("userName.taken", "This user name is taken in the workspace."),
  DISPLAY_NAME_INVALID(
      "displayName.invalid",
      "The display name must have 1 to 100 visible characters, each word of one script."),
  DISPLAY_NAME_ADDRESS(
      "displayName.address", "The display name must not look like the address of a page."),
  EMAIL_INVALID("email.invalid", "The e-mail address must look like name@example.com."),
  EMAIL_TOO_LONG(
      "email.tooLong",
      "The e-mail address must have up to 254 characters, of these up to 64 in front of the @.");

  private final String key;
  private final String sentence;

  UserRule(String key, String sentence) {
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
