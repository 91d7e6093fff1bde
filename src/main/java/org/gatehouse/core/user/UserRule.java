package org.gatehouse.core.user;

import org.gatehouse.core.refusal.Rule;

/** What can be wrong with a user's names and address. */
public final class UserRule extends Rule {
  public static final UserRule NAME_INVALID =
      new UserRule(
          "userName.invalid",
          "The user name must have 1 to 254 letters, digits and . _ - @ + of one script.");
  public static final UserRule NAME_TAKEN =
      new UserRule("userName.taken", "This user name is taken in the workspace.");
  public static final UserRule DISPLAY_NAME_INVALID =
      new UserRule(
          "displayName.invalid",
          "The display name must have 1 to 100 visible characters, each word of one script.");
  public static final UserRule DISPLAY_NAME_ADDRESS =
      new UserRule(
          "displayName.address", "The display name must not look like the address of a page.");
  public static final UserRule EMAIL_INVALID =
      new UserRule("email.invalid", "The e-mail address must look like name@example.com.");
  public static final UserRule EMAIL_TOO_LONG =
      new UserRule(
          "email.tooLong",
          "The e-mail address must have up to 254 characters, of these up to 64 in front of the @.");

  private UserRule(String key, String sentence) {
    super(key, sentence);
  }
}
