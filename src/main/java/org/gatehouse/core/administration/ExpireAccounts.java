package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Deactivates accounts whose time has come, and tells people a week before. Nobody can log in after
 * that moment, nor go on, whether this has run or not.
 */
@Singleton
public class ExpireAccounts {
  /** So long before the person is told. */
  public static final Duration NOTICE = Duration.ofDays(7);

  private static final Logger LOG = System.getLogger(ExpireAccounts.class.getName());
  private static final int AT_ONCE = 500;

  private final Users users;
  private final Sessions sessions;
  private final ApiKeys apiKeys;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  ExpireAccounts(
      Users users,
      Sessions sessions,
      ApiKeys apiKeys,
      SecurityNotices notices,
      Audit audit,
      Transactions transactions,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.apiKeys = apiKeys;
    this.notices = notices;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Does it for all of whom it is time; several nodes may do so at once. */
  public void run() {
    Instant now = clock.instant();
    Instant soon = now.plus(NOTICE);
    doEach(() -> users.expired(now, AT_ONCE), id -> deactivate(id, now));
    doEach(() -> users.expiring(now, soon, AT_ONCE), id -> tell(id, now, soon));
  }

  private void doEach(Supplier<List<UUID>> due, Predicate<UUID> work) {
    List<UUID> ids = due.get();
    boolean done = true;
    while (!ids.isEmpty() && done) {
      // Stops where of all that is left nothing can be done now.
      done = ids.stream().filter(id -> isDone(id, work)).count() > 0;
      ids = due.get();
    }
  }

  private boolean isDone(UUID id, Predicate<UUID> work) {
    try {
      return transactions.call(() -> work.test(id));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The end of the account " + id + " can't be seen to now", e);
      return false;
    }
  }

  private boolean deactivate(UUID id, Instant now) {
    // Locked and read anew: an administrator, or another node, may have been faster.
    Optional<User> due =
        users.toBeChanged(id).filter(user -> user.isActive() && user.isExpired(now));
    due.ifPresent(
        user -> {
          user.activate(false);
          sessions.endAll(user.id(), Optional.empty());
          List<UUID> keys = apiKeys.revokeAll(ApiKeyOwner.user(user));
          audit.record(
              AuditEntry.of(AuditType.USER_DEACTIVATE, "expired")
                  .about(user.workspace().id(), user.id())
                  .change("active", true, false)
                  .change("keys", keys, List.of()));
        });
    return due.isPresent();
  }

  private boolean tell(UUID id, Instant now, Instant soon) {
    Optional<User> due = users.toBeChanged(id).filter(user -> user.isToBeToldOfExpiry(now, soon));
    due.ifPresent(
        user -> {
          notices.accountExpires(user, user.expiresAt().orElseThrow());
          user.expiryTold();
        });
    return due.isPresent();
  }
}
