package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.account.RecentAuthentication;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.PolicyRule;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;

/**
 * Deletes people: they are out at once, and what is kept of them goes after days in which they can
 * be brought back.
 */
@Singleton
public class DeleteUser {
  private final TargetUsers targets;
  private final ChangeUser changeUser;
  private final Permissions permissions;
  private final RecentAuthentication recentAuthentication;
  private final AuthenticationPolicies policies;
  private final Deletion deletion;
  private final Transactions transactions;

  @Inject
  DeleteUser(
      TargetUsers targets,
      ChangeUser changeUser,
      Permissions permissions,
      RecentAuthentication recentAuthentication,
      AuthenticationPolicies policies,
      Deletion deletion,
      Transactions transactions) {
    this.targets = targets;
    this.changeUser = changeUser;
    this.permissions = permissions;
    this.recentAuthentication = recentAuthentication;
    this.policies = policies;
    this.deletion = deletion;
    this.transactions = transactions;
  }

  /**
   * Deletes somebody else. Who is deleted already stays so, with the same end.
   *
   * @return the user, or nothing if the workspace has none of that name
   * @throws NotPermitted if the caller isn't an administrator, or isn't of sufficient rank, or is
   *     the user
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   * @throws Conflict if nobody would be left who can administer
   */
  public Optional<User> delete(Caller caller, String name) {
    Permissions.require(caller, Permission.ADMINISTER_WORKSPACE);
    return targets
        .findOther(caller, name)
        .map(found -> transactions.call(() -> delete(caller, found)));
  }

  private User delete(Caller caller, User found) {
    User user = targets.lock(caller, found, UserChange.active(false));
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    deletion.begin(user, caller.actingOn(user, AuditType.USER_DELETE));
    return user;
  }

  /**
   * Brings somebody back, with a session for nobody and keys for nothing. Who isn't deleted stays
   * as it is.
   *
   * @return the user, or nothing if the workspace has none of that name
   * @throws NotPermitted if no rank of the caller grants it, or isn't of sufficient rank
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   */
  public Optional<User> takeBack(Caller caller, String name) {
    Optional<User> found = targets.find(caller, name);
    return found.filter(user -> user.eraseAt().isPresent()).isPresent()
        ? changeUser.change(caller, name, UserChange.active(true))
        : found;
  }

  /**
   * Deletes the caller.
   *
   * @return the user that was
   * @throws NotPermitted if the caller is a program
   * @throws ReauthenticationRequired if the person hasn't shown a moment ago who it is
   * @throws Conflict if the workspace doesn't let people do that, or nobody would be left who can
   *     administer
   */
  public User deleteOwn(Caller caller) {
    return transactions.call(
        () -> {
          User user = deletion.lock(caller.userId());
          if (user.isServiceAccount()) {
            throw new NotPermitted("A program can't delete its account.");
          }
          recentAuthentication.require(caller);
          if (!isOffered(caller)) {
            throw new Conflict(PolicyRule.NO_SELF_DELETION);
          }
          deletion.begin(user, caller.audited(AuditType.USER_DELETE, "ok"));
          return user;
        });
  }

  /** Whether the caller's workspace lets people do that. */
  public boolean isOffered(Caller caller) {
    return policies.of(caller.workspaceId()).limits().accounts().selfDeletion();
  }
}
