package org.gatehouse.core.account;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.mail.Mail;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;

/**
 * Tells people by mail of changes that somebody else may have made in their name. To be called
 * within the transaction of the change: the mail leaves when that has succeeded.
 */
@Singleton
public class SecurityNotices {
  private final Event<Mail> mails;
  private final Settings settings;

  @Inject
  SecurityNotices(Event<Mail> mails, Settings settings) {
    this.mails = mails;
    this.settings = settings;
  }

  /** The password was changed, by the user or an administrator. */
  public void passwordChanged(User user) {
    tell(user, user.email(), "Your password was changed", "the password of %s was changed.");
  }

  /**
   * The address was changed: told to the old one, which may be the rightful owner's, and the new
   * one.
   *
   * @param oldAddress where mail went before
   */
  public void emailChanged(User user, String oldAddress) {
    String subject = "Your e-mail address was changed";
    String what = "the e-mail address of %s was changed to " + user.email() + ".";
    tell(user, oldAddress, subject, what);
    tell(user, user.email(), subject, what);
  }

  /** Two-factor authentication was turned on. */
  public void secondFactorOn(User user) {
    tell(
        user,
        user.email(),
        "Two-factor authentication is on",
        "two-factor authentication was turned on for %s.");
  }

  /** Two-factor authentication was turned off, by the user or an administrator. */
  public void secondFactorOff(User user) {
    tell(
        user,
        user.email(),
        "Two-factor authentication is off",
        "two-factor authentication was turned off for %s.");
  }

  /** New recovery codes were made; the old ones are good no longer. */
  public void recoveryCodesRenewed(User user) {
    tell(user, user.email(), "You have new recovery codes", "new recovery codes were made for %s.");
  }

  private void tell(User user, String to, String subject, String what) {
    String text =
        """
        Hello %s,

        %s

        If it was you, or you asked your administrator, all is well. If not, log in at %s,
        change your password and end the sessions you don't know, or ask your administrator for help.
        """
            .formatted(
                user.displayName(), what.formatted(user.qualifiedName()), settings.publicUrl());
    mails.fire(new Mail(to, subject, text));
  }
}
