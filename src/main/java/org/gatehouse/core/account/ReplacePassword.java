package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;

/**
 * Replaces passwords: what was opened with the old one ends, and the person is told. To be called
 * within the transaction of the change, by who has locked the user.
 */
@Singleton
public class ReplacePassword {
  private final Passwords passwords;
  private final ShutOut shutOut;
  private final Sessions sessions;
  private final SecurityNotices notices;

  @Inject
  ReplacePassword(
      Passwords passwords, ShutOut shutOut, Sessions sessions, SecurityNotices notices) {
    this.passwords = passwords;
    this.shutOut = shutOut;
    this.sessions = sessions;
    this.notices = notices;
  }

  /** The user has chosen another within a session, which goes on. */
  void byUser(User user, HashedPassword password, UUID sessionId) {
    passwords.set(user.id(), password);
    sessions.endAll(user.id(), Optional.of(sessionId));
    notices.passwordChanged(user);
  }

  /** The user had none, and has chosen one by the link of an invitation. */
  public void byInvitation(User user, HashedPassword password) {
    passwords.set(user.id(), password);
    sessions.endAll(user.id(), Optional.empty());
    notices.passwordChanged(user);
  }

  /**
   * The user has forgotten it, and chosen another.
   *
   * @param keysToo whether the user's keys are revoked as well
   * @return those that were
   */
  public List<UUID> byMail(User user, HashedPassword password, boolean keysToo) {
    passwords.set(user.id(), password);
    notices.passwordReset(user);
    if (keysToo) {
      return shutOut.end(user).keys();
    }
    sessions.endAll(user.id(), Optional.empty());
    return List.of();
  }

  /**
   * An administrator has given the user another, which has to be changed at the next login.
   *
   * @return the keys that were revoked
   */
  public List<UUID> byAdministrator(User user, HashedPassword password) {
    passwords.setInitial(user.id(), password);
    // Whoever knew the password may have made some.
    List<UUID> keys = shutOut.end(user).keys();
    notices.passwordChanged(user);
    return keys;
  }
}
