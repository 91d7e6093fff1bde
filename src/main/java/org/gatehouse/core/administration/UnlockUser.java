package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.guard.GuessGuard;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;

/**
 * Lets somebody try again who has mistyped the password too often, before the lock ends by itself.
 * Not oneself: within a stolen session that would be a way to go on guessing the password.
 */
@Singleton
@Transactional
public class UnlockUser {
  private final FindUsers findUsers;
  private final TargetUsers targets;
  private final Permissions permissions;
  private final GuessGuard guard;
  private final Audit audit;

  @Inject
  UnlockUser(
      FindUsers findUsers,
      TargetUsers targets,
      Permissions permissions,
      GuessGuard guard,
      Audit audit) {
    this.findUsers = findUsers;
    this.targets = targets;
    this.permissions = permissions;
    this.guard = guard;
    this.audit = audit;
  }

  /**
   * Until when nobody can log in as this user of the caller's workspace, but in browsers in which
   * the user has logged in before; nothing if there is no lock.
   *
   * @throws NotPermitted if the caller has no rank that grants it
   */
  public Optional<Instant> lockedUntil(Caller caller, String name) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return findUsers.find(caller, name).flatMap(user -> guard.lockedUntil(user.id()));
  }

  /**
   * Forgets the failures of a user.
   *
   * @return the user, or nothing if the workspace has none of that name
   * @throws NotPermitted if the caller has no rank that grants it, isn't of sufficient rank, or is
   *     the user
   */
  public Optional<User> unlock(Caller caller, String name) {
    Optional<User> user = targets.findOther(caller, name);
    user.ifPresent(
        known -> {
          permissions.requireStill(caller, Permission.MANAGE_PEOPLE);
          guard.forget(known.id());
          audit.record(caller.actingOn(known, AuditType.USER_UNLOCK));
        });
    return user;
  }
}
