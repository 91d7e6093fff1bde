package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.mail.Letter;
import org.gatehouse.core.mail.LetterKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.mail.Recipient;
import org.gatehouse.core.user.User;

/**
 * Tells people by mail of changes that somebody else may have made in their name. To be called
 * within the transaction of the change: the letter leaves when that has succeeded.
 */
@Singleton
public class SecurityNotices {
  private final Outbox outbox;

  @Inject
  SecurityNotices(Outbox outbox) {
    this.outbox = outbox;
  }

  /** The password was changed, by the user or an administrator. */
  public void passwordChanged(User user) {
    outbox.put(about(user, LetterKind.PASSWORD_CHANGED));
  }

  /** The password was changed by whoever got the mail for people who forgot it. */
  public void passwordReset(User user) {
    outbox.put(about(user, LetterKind.PASSWORD_RESET_DONE));
  }

  /**
   * The address was changed: told to the old one, which may be the rightful owner's, and the new
   * one.
   *
   * @param oldAddress where mail went before
   */
  public void emailChanged(User user, String oldAddress) {
    Recipient now = user.asRecipient();
    for (Recipient to : new Recipient[] {now.movedTo(oldAddress), now}) {
      outbox.put(about(user, LetterKind.EMAIL_CHANGED, to).with("email", user.email()));
    }
  }

  /** Two-factor authentication was turned on. */
  public void secondFactorOn(User user) {
    outbox.put(about(user, LetterKind.SECOND_FACTOR_ON));
  }

  /** Two-factor authentication was turned off, by the user or an administrator. */
  public void secondFactorOff(User user) {
    outbox.put(about(user, LetterKind.SECOND_FACTOR_OFF));
  }

  /** New recovery codes were made; the old ones are good no longer. */
  public void recoveryCodesRenewed(User user) {
    outbox.put(about(user, LetterKind.RECOVERY_CODES_RENEWED));
  }

  /** A key was made with which programs log in as this person. */
  public void keyMade(User user) {
    outbox.put(about(user, LetterKind.KEY_MADE));
  }

  /**
   * From now on this person can log in with an identity provider, too.
   *
   * @param provider what the provider is called
   */
  public void identityConnected(User user, String provider) {
    outbox.put(about(user, LetterKind.IDENTITY_CONNECTED).with("provider", provider));
  }

  private static Letter about(User user, LetterKind kind) {
    return about(user, kind, user.asRecipient());
  }

  private static Letter about(User user, LetterKind kind, Recipient to) {
    return Letter.of(kind, to)
        .with("displayName", user.displayName())
        .with("account", user.qualifiedName());
  }
}
