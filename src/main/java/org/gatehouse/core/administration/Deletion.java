package org.gatehouse.core.administration;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.account.ShutOut;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserChanged;

/**
 * The beginning of a deletion, whoever wants it. To be called in the transaction of the change, by
 * who has locked the user.
 */
@Singleton
class Deletion {
  private final Indispensable indispensable;
  private final ShutOut shutOut;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Event<UserChanged> userChanges;
  private final Duration grace;
  private final Clock clock;

  @Inject
  Deletion(
      Indispensable indispensable,
      ShutOut shutOut,
      SecurityNotices notices,
      Audit audit,
      Event<UserChanged> userChanges,
      Settings settings,
      Clock clock) {
    this.indispensable = indispensable;
    this.shutOut = shutOut;
    this.notices = notices;
    this.audit = audit;
    this.userChanges = userChanges;
    this.grace = settings.accounts().deletionGrace();
    this.clock = clock;
  }

  /** The user, locked. */
  User lock(UUID id) {
    return indispensable
        .lock(id)
        .orElseThrow(() -> new IllegalStateException("user " + id + " has vanished"));
  }

  /**
   * Shuts the user out, and says when it goes.
   *
   * @param entry for the audit log
   * @throws Conflict if nobody would be left who can administer
   */
  void begin(User user, AuditEntry entry) {
    if (user.eraseAt().isPresent() && !user.isActive()) {
      return;
    }
    indispensable.requireOthers(user);
    boolean active = user.isActive();
    Instant end = clock.instant().plus(grace).truncatedTo(ChronoUnit.SECONDS);
    user.delete(end);
    List<UUID> keys = shutOut.end(user).keys();
    notices.accountDeleted(user, end);
    userChanges.fire(new UserChanged(user.id()));
    audit.record(
        entry
            .change("active", active, false)
            .change("erase_at", "", end.toString())
            .change("keys", keys, List.of()));
  }
}
