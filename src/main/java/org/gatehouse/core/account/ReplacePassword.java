package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
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
  private final ApiKeys apiKeys;
  private final Sessions sessions;
  private final SecurityNotices notices;

  @Inject
  ReplacePassword(
      Passwords passwords, ApiKeys apiKeys, Sessions sessions, SecurityNotices notices) {
    this.passwords = passwords;
    this.apiKeys = apiKeys;
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
    List<UUID> keys = keysToo ? apiKeys.revokeAll(ApiKeyOwner.user(user)) : List.of();
    sessions.endAll(user.id(), Optional.empty());
    notices.passwordReset(user);
    return keys;
  }

  /**
   * An administrator has given the user another, which has to be changed at the next login.
   *
   * @return the keys that were revoked
   */
  public List<UUID> byAdministrator(User user, HashedPassword password) {
    passwords.setInitial(user.id(), password);
    // Whoever knew the password may have made some.
    List<UUID> keys = apiKeys.revokeAll(ApiKeyOwner.user(user));
    sessions.endAll(user.id(), Optional.empty());
    notices.passwordChanged(user);
    return keys;
  }
}
