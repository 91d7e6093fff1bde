package org.gatehouse.core.mail;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an e-mail tells. Each kind has templates, and values that these may show. */
public enum MailKind {
  /** The password was changed, by the user or an administrator. */
  PASSWORD_CHANGED("displayName", "account"),
  /** A link to confirm an e-mail address; nothing in it is chosen by anybody. */
  EMAIL_CONFIRM("link", "days"),
  /** A link to choose the first password of an account that an administrator has made. */
  INVITATION(Duration.ofDays(3), "account", "link", "days"),
  /** Another e-mail address was declared; goes to the one that was confirmed before. */
  EMAIL_CHANGED("displayName", "account", "email"),
  /** Two-factor authentication was turned on. */
  SECOND_FACTOR_ON("displayName", "account"),
  /** Two-factor authentication was turned off, by the user or an administrator. */
  SECOND_FACTOR_OFF("displayName", "account"),
  /** New recovery codes were made. */
  RECOVERY_CODES_RENEWED("displayName", "account"),
  /** The person said that somebody else had acted; all sessions have ended. */
  ACTIVITY_DISOWNED("displayName", "account"),
  /** The same, with a link to choose a new password: the old one is good for nothing. */
  ACTIVITY_DISOWNED_PASSWORD("displayName", "account", "link", "minutes"),
  /** Somebody logged in with one; {@code left} is how many there still are. */
  RECOVERY_CODE_USED("displayName", "account", "left"),
  /** Somebody logged in in a browser that nobody knows here; {@code at} is when. */
  NEW_DEVICE("displayName", "account", "at", "device", "address"),
  /** A key was made with which programs log in as this person; {@code key} is what it is called. */
  KEY_MADE("displayName", "account", "key"),
  /** A passkey was added. */
  PASSKEY_ADDED("displayName", "account", "passkey"),
  /** A passkey was removed. */
  PASSKEY_REMOVED("displayName", "account", "passkey"),
  /** A passkey was refused, as it, or a copy of it, has signed more often than it says. */
  PASSKEY_COPIED("displayName", "account", "passkey"),
  /** A browser stands for the second factor of this person from now on. */
  DEVICE_TRUSTED("displayName", "account", "days"),
  /** An identity provider can log this person in from now on. */
  IDENTITY_CONNECTED("displayName", "account", "provider"),
  /** The account ends by itself soon; {@code at} is when. */
  ACCOUNT_EXPIRES("displayName", "account", "at"),
  /** The account lies idle, and is deactivated unless it is used by {@code at}. */
  ACCOUNT_IDLE("displayName", "account", "at"),
  /** The account was deleted; what is kept of the person goes at {@code at}. */
  ACCOUNT_DELETED("displayName", "account", "at"),
  /** The account, which was to be erased, is there again. */
  ACCOUNT_RESTORED("displayName", "account"),
  /** All that was kept of the person is gone. */
  ACCOUNT_ERASED("displayName", "account"),
  /** Somebody guessed too often. */
  ACCOUNT_LOCKED("displayName", "account", "minutes"),
  /** A link to choose a new password; {@code accounts} is a list. */
  PASSWORD_RESET(Duration.ofMinutes(30), "accounts", "link", "minutes"),
  /** The same to an address that nobody has confirmed; nothing in it is chosen by anybody. */
  PASSWORD_RESET_UNCONFIRMED(Duration.ofMinutes(30), "link", "minutes"),
  /** A new password was chosen through such a link. */
  PASSWORD_RESET_DONE("displayName", "account");

  /** The argument that every mail may show. */
  static final String PUBLIC_URL = "publicUrl";

  private static final int USUAL_DAYS = 3;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of() never changes, its type just doesn't say so.
  private final Set<String> values;

  private final Duration useful;

  MailKind(String... values) {
    this(Duration.ofDays(USUAL_DAYS), values);
  }

  MailKind(Duration useful, String... values) {
    this.useful = useful;
    this.values = Set.of(values);
  }

  /** The values that an e-mail of this kind must have. */
  Set<String> placeholders() {
    return values;
  }

  /**
   * For how long an e-mail of the kind whose templates are called so is worth a try: a link is good
   * for nothing after its time. Another version may have kinds of its own.
   */
  static Duration useful(String templateName) {
    return called(templateName).map(kind -> kind.useful).orElse(Duration.ofDays(USUAL_DAYS));
  }

  /** The kind whose templates are called so. */
  static Optional<MailKind> called(String templateName) {
    return Stream.of(values()).filter(kind -> kind.templateName().equals(templateName)).findFirst();
  }

  /** How its templates are called, for example {@code password-changed}. */
  public String templateName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
