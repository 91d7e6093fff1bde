package org.gatehouse.web.admin;

import org.gatehouse.core.user.User;
import org.gatehouse.web.Moment;
import org.gatehouse.web.Texts;

/** A user, as the list shows it. */
public class UserRow {
  private final User user;
  private final boolean secondFactor;
  private final Texts texts;

  UserRow(User user, boolean secondFactor, Texts texts) {
    this.user = user;
    this.secondFactor = secondFactor;
    this.texts = texts;
  }

  /** With which name the user logs in. */
  public String getName() {
    return user.name();
  }

  /** How the person is called. */
  public String getDisplayName() {
    return user.displayName();
  }

  /** Where the person gets mail. */
  public String getEmail() {
    return user.email();
  }

  /** Whether the user may log in. */
  public boolean isActive() {
    return user.isActive();
  }

  /** Whether the user administers the workspace. */
  public boolean isAdministrator() {
    return user.isAdministrator();
  }

  /** Whether the user logs in with a second factor. */
  public boolean isSecondFactor() {
    return secondFactor;
  }

  /** When the user last did something. */
  public Moment getLastActivity() {
    return texts.moment(user.lastActivityAt());
  }
}
