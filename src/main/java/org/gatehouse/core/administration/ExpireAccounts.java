package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Users;

/**
 * Deactivates accounts whose time has come, and tells people a week before. Nobody can log in after
 * that moment, nor go on, whether this has run or not.
 */
@Singleton
public class ExpireAccounts {
  /** So long before the person is told. */
  public static final Duration NOTICE = Duration.ofDays(7);

  private static final int AT_ONCE = 500;
  private static final DateTimeFormatter IN_WORDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

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
    List<UUID> expired = users.expired(now, AT_ONCE);
    while (!expired.isEmpty()) {
      expired.forEach(id -> transactions.run(() -> deactivate(id)));
      expired = users.expired(now, AT_ONCE);
    }
    List<UUID> expiring = users.expiring(now, now.plus(NOTICE), AT_ONCE);
    while (!expiring.isEmpty()) {
      expiring.forEach(id -> transactions.run(() -> tell(id)));
      expiring = users.expiring(now, now.plus(NOTICE), AT_ONCE);
    }
  }

  private void deactivate(UUID id) {
    // Locked and read anew: an administrator, or another node, may have been faster.
    users
        .toBeChanged(id)
        .filter(user -> user.isActive() && user.isExpired(clock.instant()))
        .ifPresent(
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
  }

  private void tell(UUID id) {
    users
        .toBeChanged(id)
        .filter(user -> !user.isExpiryTold() && user.expiresAt().isPresent())
        .ifPresent(
            user -> {
              notices.accountExpires(user, IN_WORDS.format(user.expiresAt().orElseThrow()));
              user.expiryTold();
            });
  }
}
