package org.gatehouse.core.mail;

import java.util.Locale;
import java.util.Set;

/** What a letter tells. Each kind has templates, and values that these may show. */
public enum LetterKind {
  /** The password was changed, by the user or an administrator. */
  PASSWORD_CHANGED("displayName", "account"),
  /** The e-mail address was changed; goes to the old and to the new one. */
  EMAIL_CHANGED("displayName", "account", "email"),
  /** Two-factor authentication was turned on. */
  SECOND_FACTOR_ON("displayName", "account"),
  /** Two-factor authentication was turned off, by the user or an administrator. */
  SECOND_FACTOR_OFF("displayName", "account"),
  /** New recovery codes were made. */
  RECOVERY_CODES_RENEWED("displayName", "account"),
  /** A key was made with which programs log in as this person. */
  KEY_MADE("displayName", "account"),
  /** Somebody guessed too often. */
  ACCOUNT_LOCKED("displayName", "account", "minutes"),
  /** A link to choose a new password; {@code accounts} is a list. */
  PASSWORD_RESET("accounts", "link", "minutes"),
  /** A new password was chosen through such a link. */
  PASSWORD_RESET_DONE("displayName", "account");

  /** What every letter may show. */
  static final String PUBLIC_URL = "publicUrl";

  @SuppressWarnings("ImmutableEnumChecker") // Set.of() never changes, its type just doesn't say so.
  private final Set<String> values;

  LetterKind(String... values) {
    this.values = Set.of(values);
  }

  /** The values that a letter of this kind must have. */
  Set<String> placeholders() {
    return values;
  }

  /** How its templates are called, for example {@code password-changed}. */
  public String templateName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
