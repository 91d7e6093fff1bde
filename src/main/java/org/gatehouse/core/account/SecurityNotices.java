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
    tell(user, "Your password was changed", "the password of " + name(user) + " was changed.");
  }

  /** The password was changed by whoever got the mail for people who forgot it. */
  public void passwordReset(User user) {
    tell(user, "You have a new password", "a new password was chosen for " + name(user) + ".");
  }

  /**
   * The address was changed: told to the old one, which may be the rightful owner's, and the new
   * one.
   *
   * @param oldAddress where mail went before
   */
  public void emailChanged(User user, String oldAddress) {
    String subject = "Your e-mail address was changed";
    String what = "the e-mail address of " + name(user) + " was changed to " + user.email() + ".";
    mails.fire(new Mail(oldAddress, subject, text(user, what)));
    tell(user, subject, what);
  }

  /** Two-factor authentication was turned on. */
  public void secondFactorOn(User user) {
    tell(
        user,
        "Two-factor authentication is on",
        "two-factor authentication was turned on for " + name(user) + ".");
  }

  /** Two-factor authentication was turned off, by the user or an administrator. */
  public void secondFactorOff(User user) {
    tell(
        user,
        "Two-factor authentication is off",
        "two-factor authentication was turned off for " + name(user) + ".");
  }

  /** New recovery codes were made; the old ones are good no longer. */
  public void recoveryCodesRenewed(User user) {
    tell(
        user,
        "You have new recovery codes",
        "new recovery codes were made for " + name(user) + ".");
  }

  /** A key was made with which programs log in as this person. */
  public void keyMade(User user) {
    tell(
        user,
        "You have a new user key",
        "a key was made with which programs can log in as " + name(user) + ".");
  }

  private void tell(User user, String subject, String what) {
    mails.fire(new Mail(user.email(), subject, text(user, what)));
  }

  private static String name(User user) {
    return user.qualifiedName();
  }

  /** What people typed is an argument of the format and never part of it. */
  private String text(User user, String what) {
    return """
        Hello %s,

        %s

        If it was you, or you asked your administrator, all is well. If not, log in at %s,
        change your password and end the sessions you don't know, or ask your administrator for help.
        """
        .formatted(user.displayName(), what, settings.publicUrl());
  }
}
