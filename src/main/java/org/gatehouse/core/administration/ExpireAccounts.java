package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.account.ShutOut;
import org.gatehouse.core.user.Users;

/**
 * Deactivates accounts whose time has come, and tells people a week before. Nobody can log in after
 * that moment, nor go on, whether this has run or not.
 */
@Singleton
public class ExpireAccounts {
  /** So long before the person is told. */
  public static final Duration NOTICE = Duration.ofDays(7);

  private final Users users;
  private final EachUser eachUser;
  private final ShutOut shutOut;
  private final SecurityNotices notices;
  private final Clock clock;

  @Inject
  ExpireAccounts(
      Users users, EachUser eachUser, ShutOut shutOut, SecurityNotices notices, Clock clock) {
    this.users = users;
    this.eachUser = eachUser;
    this.shutOut = shutOut;
    this.notices = notices;
    this.clock = clock;
  }

  /** Does it for all of whom it is time; several nodes may do so at once. */
  public void run() {
    Instant now = clock.instant();
    Instant soon = now.plus(NOTICE);
    eachUser.attend(next -> users.expired(now, next), id -> deactivate(id, now));
    eachUser.attend(next -> users.expiring(now, soon, next), id -> tell(id, now, soon));
  }

  private void deactivate(UUID id, Instant now) {
    users
        .toBeChanged(id)
        .filter(user -> user.isActive() && user.isExpired(now))
        .ifPresent(user -> shutOut.deactivate(user, "expired"));
  }

  private void tell(UUID id, Instant now, Instant soon) {
    users
        .toBeChanged(id)
        .filter(user -> user.isToBeToldOfExpiry(now, soon))
        .ifPresent(
            user -> {
              notices.accountExpires(user, user.expiresAt().orElseThrow());
              user.expiryTold();
            });
  }
}
