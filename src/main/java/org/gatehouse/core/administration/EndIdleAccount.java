package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.account.ShutOut;
import org.gatehouse.core.user.User;

/**
 * Has an account end that lies idle, and its person told before. Whoever is indispensable may rest:
 * nobody would be left to come back to. For {@link IdleAccounts}.
 */
@Singleton
class EndIdleAccount {
  /** So long before the person is told. */
  static final Duration NOTICE = Duration.ofDays(7);

  /** So long a letter counts: nothing came of an older one, as the limit was lifted meanwhile. */
  private static final Duration TOLD = NOTICE.multipliedBy(2);

  private final Indispensable indispensable;
  private final ShutOut shutOut;
  private final SecurityNotices notices;

  @Inject
  EndIdleAccount(Indispensable indispensable, ShutOut shutOut, SecurityNotices notices) {
    this.indispensable = indispensable;
    this.shutOut = shutOut;
    this.notices = notices;
  }

  /** People are told with whose account nothing was done since that moment, or longer. */
  static Instant toldWhereUntouchedSince(Instant now, Duration limit) {
    return now.plus(NOTICE).minus(limit);
  }

  /**
   * Does with it what it is time for.
   *
   * @param limit how long it may lie idle
   */
  void attend(UUID id, Duration limit, Instant now) {
    indispensable
        .lock(id)
        .filter(
            user ->
                user.isActive()
                    && !user.untouchedSince().isAfter(toldWhereUntouchedSince(now, limit))
                    && !indispensable.is(user))
        .ifPresent(user -> attend(user, user.untouchedSince().plus(limit), now));
  }

  private void attend(User user, Instant end, Instant now) {
    Optional<Instant> told = user.idleSince().filter(at -> at.plus(TOLD).isAfter(now));
    Instant earliest = told.orElse(now).plus(NOTICE);
    if (told.isEmpty() && user.confirmedEmail().isPresent()) {
      notices.accountIdle(user, end.isBefore(earliest) ? earliest : end);
      user.lieIdle(now);
    } else if (!end.isAfter(now) && (told.isEmpty() || !earliest.isAfter(now))) {
      // Who can't be told isn't waited for.
      user.lieIdle(told.orElse(now));
      shutOut.deactivate(user, "idle");
    }
  }
}
