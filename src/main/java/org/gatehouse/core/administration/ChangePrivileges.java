package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.SecurityNotices;
import org.gatehouse.core.account.ShutOut;
import org.gatehouse.core.administration.UserChange.Expiry;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.User;

/**
 * Makes users administrators, lets them in or shuts them out; somebody who can administer is left.
 * To be called within the transaction of the change, by who has locked the user.
 */
@Singleton
class ChangePrivileges {
  private static final Instant NEVER = Instant.parse("+10000-01-01T00:00:00Z");

  private final Indispensable indispensable;
  private final ShutOut shutOut;
  private final Sessions sessions;
  private final PrepareForRank prepareForRank;
  private final SecurityNotices notices;
  private final Audit audit;
  private final Clock clock;

  @Inject
  ChangePrivileges(
      Indispensable indispensable,
      ShutOut shutOut,
      Sessions sessions,
      PrepareForRank prepareForRank,
      SecurityNotices notices,
      Audit audit,
      Clock clock) {
    this.indispensable = indispensable;
    this.shutOut = shutOut;
    this.sessions = sessions;
    this.prepareForRank = prepareForRank;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Does what the change says of ranks, and of whether the user may log in.
   *
   * @throws NotPermitted if the caller isn't of sufficient rank, or the user is a program
   * @throws InvalidInput if the account would end in the past
   * @throws Conflict if nobody would be left who can administer, or a rank might come to somebody
   *     else than the user
   */
  void change(Caller caller, User user, UserChange change) {
    changeRanks(caller, user, change.ranks(user));
    change.active().filter(on -> on != user.isActive()).ifPresent(on -> activate(caller, user, on));
    change
        .expiry()
        .map(Expiry::at)
        .filter(at -> !at.equals(user.expiresAt()))
        .ifPresent(at -> expireAt(caller, user, at));
    if (user.expiresAt().isPresent() && (user.isAdministrator() || user.isSystemAdministrator())) {
      throw new Conflict(AdministrationRule.EXPIRING_ADMINISTRATOR);
    }
  }

  private void changeRanks(Caller caller, User user, Map<Rank, Boolean> changed) {
    changed.keySet().forEach(rank -> Permissions.requireGiver(caller, rank));
    if (!changed.isEmpty() && user.isServiceAccount()) {
      throw new NotPermitted("A program can't have a rank.");
    }
    List<UUID> keys =
        changed.containsValue(true) ? prepareForRank.prepare(caller, user) : List.of();
    List<String> before = words(user);
    changed.forEach(
        (rank, on) -> {
          switch (rank) {
            case WORKSPACE_ADMINISTRATOR -> makeAdministrator(caller, user, on, keys);
            case SYSTEM_ADMINISTRATOR -> makeSystemAdministrator(caller, user, on, keys);
            default -> user.give(rank, on);
          }
        });
    List<String> after = words(user);
    if (!after.equals(before)) {
      audit.record(
          caller
              .actingOn(user, AuditType.RANKS_CHANGE)
              .change("ranks", before, after)
              .change("keys", keys, List.of()));
    }
  }

  /** The ranks below administrators, which have entries of their own. */
  private static List<String> words(User user) {
    return Rank.words(user.ranksBelowAdministrators());
  }

  private void makeAdministrator(Caller caller, User user, boolean on, List<UUID> keys) {
    if (!on) {
      indispensable.requireAnotherAdministrator(user);
    }
    user.makeAdministrator(on);
    audit.record(
        caller
            .actingOn(user, on ? AuditType.ADMINISTRATOR_GRANT : AuditType.ADMINISTRATOR_REVOKE)
            .change("administrator", !on, on)
            .change("keys", keys, List.of()));
  }

  private void makeSystemAdministrator(Caller caller, User user, boolean on, List<UUID> keys) {
    if (!on) {
      indispensable.requireAnotherSystemAdministrator(user);
    }
    user.makeSystemAdministrator(on);
    audit.record(
        caller
            .actingOn(
                user,
                on ? AuditType.SYSTEM_ADMINISTRATOR_GRANT : AuditType.SYSTEM_ADMINISTRATOR_REVOKE)
            .change("system_administrator", !on, on)
            .change("keys", keys, List.of()));
  }

  private void expireAt(Caller caller, User user, Optional<Instant> at) {
    if (at.filter(moment -> !moment.isAfter(clock.instant()) || !moment.isBefore(NEVER))
        .isPresent()) {
      throw new InvalidInput(AdministrationRule.EXPIRY_PAST);
    }
    Optional<Instant> before = user.expiresAt();
    user.expireAt(at);
    at.ifPresent(moment -> sessions.expireAll(user.id(), moment));
    audit.record(
        caller.actingOn(user, AuditType.USER_EXPIRY).change("expires_at", text(before), text(at)));
  }

  private static String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  private void activate(Caller caller, User user, boolean on) {
    if (on) {
      letInAgain(caller, user);
    } else {
      indispensable.requireOthers(user);
      user.activate(false);
      audit.record(
          caller
              .actingOn(user, AuditType.USER_DEACTIVATE)
              .change("active", true, false)
              .change("keys", shutOut.end(user).keys(), List.of()));
    }
  }

  private void letInAgain(Caller caller, User user) {
    Optional<Instant> eraseAt = user.eraseAt();
    user.letInAgain(clock.instant());
    if (user.isExpired(clock.instant())) {
      // Else it would end again at once.
      expireAt(caller, user, Optional.empty());
    }
    if (eraseAt.isPresent()) {
      // Whoever wanted to be forgotten was told of an end that doesn't come.
      notices.accountRestored(user);
    }
    audit.record(
        caller
            .actingOn(user, AuditType.USER_ACTIVATE)
            .change("active", false, true)
            .change("erase_at", text(eraseAt), ""));
  }
}
