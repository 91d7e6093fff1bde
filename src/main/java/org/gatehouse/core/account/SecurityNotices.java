package org.gatehouse.core.account;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.gatehouse.core.credential.recovery.RecoveryCodeUsed;
import org.gatehouse.core.login.DeviceTrusted;
import org.gatehouse.core.login.NewDevice;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.mail.MailKind;
import org.gatehouse.core.mail.Outbox;
import org.gatehouse.core.mail.Recipient;
import org.gatehouse.core.session.DeviceName;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Tells people by mail, at their confirmed address, of changes that somebody else may have made in
 * their name. To be called within the transaction of the change: the e-mail leaves when that has
 * succeeded.
 */
@Singleton
public class SecurityNotices {
  private static final DateTimeFormatter IN_WORDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Outbox outbox;
  private final Users users;

  @Inject
  SecurityNotices(Outbox outbox, Users users) {
    this.outbox = outbox;
    this.users = users;
  }

  /** The password was changed, by the user or an administrator. */
  public void passwordChanged(User user) {
    tell(user, MailKind.PASSWORD_CHANGED);
  }

  /** The password was changed by whoever got the mail for people who forgot it. */
  public void passwordReset(User user) {
    tell(user, MailKind.PASSWORD_RESET_DONE);
  }

  /** Two-factor authentication was turned on. */
  public void secondFactorOn(User user) {
    tell(user, MailKind.SECOND_FACTOR_ON);
  }

  /** Two-factor authentication was turned off, by the user or an administrator. */
  public void secondFactorOff(User user) {
    tell(user, MailKind.SECOND_FACTOR_OFF);
  }

  /** New recovery codes were made; the old ones are good no longer. */
  public void recoveryCodesRenewed(User user) {
    tell(user, MailKind.RECOVERY_CODES_RENEWED);
  }

  /** Somebody else had acted, says the person: sessions have ended, and keys are revoked. */
  public void activityDisowned(User user) {
    tell(user, MailKind.ACTIVITY_DISOWNED);
  }

  /**
   * The same, and the password is good for nothing.
   *
   * @param link by which another is chosen
   * @param minutes for how long it is good
   */
  public void activityDisowned(User user, String link, long minutes) {
    tell(
        user,
        MailKind.ACTIVITY_DISOWNED_PASSWORD,
        mail -> mail.with("link", link).with("minutes", Long.toString(minutes)));
  }

  /**
   * A key was made with which programs log in as this person.
   *
   * @param key what it is called
   */
  public void keyMade(User user, String key) {
    tell(user, MailKind.KEY_MADE, mail -> mail.with("key", key));
  }

  /**
   * From now on this person can log in with another passkey.
   *
   * @param passkey what it is called
   */
  public void passkeyAdded(User user, String passkey) {
    tell(user, MailKind.PASSKEY_ADDED, mail -> mail.with("passkey", passkey));
  }

  /** That one is good for nothing any longer. */
  public void passkeyRemoved(User user, String passkey) {
    tell(user, MailKind.PASSKEY_REMOVED, mail -> mail.with("passkey", passkey));
  }

  /**
   * From now on this person can log in with an identity provider, too.
   *
   * @param provider what the provider is called
   */
  public void identityConnected(User user, String provider) {
    tell(user, MailKind.IDENTITY_CONNECTED, mail -> mail.with("provider", provider));
  }

  /**
   * The account ends by itself soon.
   *
   * @param at when
   */
  public void accountExpires(User user, Instant at) {
    tell(user, MailKind.ACCOUNT_EXPIRES, mail -> mail.with("at", IN_WORDS.format(at)));
  }

  /** Somebody has logged in in a browser that nobody knows here. */
  void newDevice(@Observes NewDevice found) {
    tell(
        found.user(),
        MailKind.NEW_DEVICE,
        mail ->
            mail.with("at", IN_WORDS.format(found.at()))
                .with("device", DeviceName.of(found.client().userAgent()))
                .with("address", found.client().address()));
  }

  /** A recovery code was shown in place of a second factor. */
  void recoveryCodeUsed(@Observes RecoveryCodeUsed used) {
    users
        .withId(used.userId())
        .ifPresent(
            user ->
                tell(
                    user,
                    MailKind.RECOVERY_CODE_USED,
                    mail -> mail.with("left", Integer.toString(used.left()))));
  }

  /**
   * The account is deactivated soon, unless it is used.
   *
   * @param at when
   */
  public void accountIdle(User user, Instant at) {
    tell(user, MailKind.ACCOUNT_IDLE, mail -> mail.with("at", IN_WORDS.format(at)));
  }

  /**
   * The account was deleted.
   *
   * @param at when what is kept of the person goes
   */
  public void accountDeleted(User user, Instant at) {
    tell(user, MailKind.ACCOUNT_DELETED, mail -> mail.with("at", IN_WORDS.format(at)));
  }

  /** The account, which was to be erased, is there again. */
  public void accountRestored(User user) {
    tell(user, MailKind.ACCOUNT_RESTORED);
  }

  /** All that was kept of the person goes, but for this letter as long as it waits. */
  public void accountErased(User user) {
    user.confirmedEmail()
        .map(address -> Recipient.at(address, user.asRecipientAt(address).language()))
        .map(to -> about(user, MailKind.ACCOUNT_ERASED, to))
        .ifPresent(outbox::put);
  }

  /** From now on a browser stands for the second factor of this person. */
  void deviceTrusted(@Observes DeviceTrusted trusted) {
    tell(
        trusted.user(),
        MailKind.DEVICE_TRUSTED,
        mail -> mail.with("days", Integer.toString(trusted.days())));
  }

  private void tell(User user, MailKind kind) {
    tell(user, kind, mail -> mail);
  }

  /** Whoever has confirmed no address isn't told: it may be that of a stranger. */
  private void tell(User user, MailKind kind, UnaryOperator<Mail> more) {
    user.asRecipient().map(to -> about(user, kind, to)).map(more).ifPresent(outbox::put);
  }

  private static Mail about(User user, MailKind kind, Recipient to) {
    return Mail.of(kind, to)
        .with("displayName", user.displayName())
        .with("account", user.qualifiedName());
  }
}
