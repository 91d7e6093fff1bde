package org.gatehouse.core.reset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.password.HashedPassword;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/** The transaction behind {@link ResetPassword}: all of it, or nothing. */
@Singleton
@Transactional
class ResetChanges {
  private final JpaPasswordResets store;
  private final Users users;
  private final Passwords passwords;
  private final ApiKeys apiKeys;
  private final Sessions sessions;
  private final GuessGuard guard;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Clock clock;

  @Inject
  ResetChanges(
      JpaPasswordResets store,
      Users users,
      Passwords passwords,
      ApiKeys apiKeys,
      Sessions sessions,
      GuessGuard guard,
      SecurityNotices notices,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.users = users;
    this.passwords = passwords;
    this.apiKeys = apiKeys;
    this.sessions = sessions;
    this.guard = guard;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Sets the password, if everything is still as it was when the token was looked at.
   *
   * @return whether it was
   */
  boolean setPassword(
      PasswordReset reset,
      String tokenHash,
      HashedPassword password,
      boolean keysToo,
      Client client) {
    Optional<User> user = users.toBeChanged(reset.user().id()).filter(reset::isFor);
    if (user.isEmpty()
        || passwords.isChangedSince(user.get().id(), reset.createdAt())
        || !store.use(tokenHash, clock.instant())) {
      return false;
    }
    User changed = user.get();
    // Others may wait in the mailbox, good until now.
    store.endOf(List.of(changed), clock.instant());
    // The link went there.
    if (changed.confirmedEmail().isEmpty()) {
      changed.confirmEmail();
      audit.record(
          entry(AuditType.EMAIL_CONFIRM, changed, client)
              .changeHidden("confirmed_email", "", changed.email()));
    }
    passwords.set(changed.id(), password);
    List<UUID> keys = keysToo ? apiKeys.revokeAll(ApiKeyOwner.user(changed)) : List.of();
    sessions.endAll(changed.id(), Optional.empty());
    // Whoever was kept out by somebody who guesses is let in by this.
    guard.forget(changed.id());
    notices.passwordReset(changed);
    audit.record(entry(AuditType.PASSWORD_RESET, changed, client).change("keys", keys, List.of()));
    return true;
  }

  private static AuditEntry entry(AuditType type, User user, Client client) {
    return AuditEntry.of(type, "ok")
        .about(user.workspace().id(), user.id())
        .from(client.address(), client.userAgent());
  }
}
