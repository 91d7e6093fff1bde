package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.invitation.Invitation;
import org.gatehouse.core.invitation.Invitations;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;

/**
 * Adds people to the own workspace who choose their password themselves, by the link of a mail: the
 * administrator never sees one. All of it throws {@link NotPermitted} if the caller has no rank
 * that grants it.
 */
@Singleton
public class InviteUser {
  /** Of each workspace: letters go to addresses that nobody has confirmed. */
  static final Limit LETTERS = new Limit("invitation", 200, Duration.ofHours(1));

  private final AddUser addUser;
  private final TargetUsers targets;
  private final ChangeUser changeUser;
  private final Invitations invitations;
  private final Limits limits;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  InviteUser(
      AddUser addUser,
      TargetUsers targets,
      ChangeUser changeUser,
      Invitations invitations,
      Limits limits,
      Audit audit,
      Transactions transactions) {
    this.addUser = addUser;
    this.targets = targets;
    this.changeUser = changeUser;
    this.invitations = invitations;
    this.limits = limits;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Adds a user without a password, and sends the invitation.
   *
   * @param invited has no initial password
   * @throws ReauthenticationRequired if the user shall be an administrator, and the caller hasn't
   *     shown a moment ago who it is
   * @throws InvalidInput if the workspace lacks a role
   * @throws Conflict if the name is taken, people of the workspace must log in with a provider, or
   *     too many invitations wait
   * @throws LimitExceeded if the workspace has had too many sent
   */
  public User invite(Caller caller, NewUser invited) {
    Permissions.require(caller, Permission.MANAGE_PEOPLE);
    limits.take(LETTERS, caller.workspaceId().toString());
    return transactions.call(
        () -> {
          User user = addUser.addWithoutPassword(caller, invited);
          send(caller, user);
          return user;
        });
  }

  /**
   * Sends another invitation to somebody who has none or hasn't come; the one before is good no
   * longer.
   *
   * @return the user, or nothing if the workspace has none of that name
   * @throws NotPermitted as above, or if the caller isn't of sufficient rank
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is: whoever has
   *     the link is the user
   * @throws Conflict if the user isn't new: {@link Invitations#send}
   * @throws LimitExceeded as above
   */
  public Optional<User> inviteAgain(Caller caller, String name) {
    return targets
        .findOther(caller, name)
        .map(
            found -> {
              limits.take(LETTERS, caller.workspaceId().toString());
              return transactions.call(
                  () -> {
                    User user = targets.lock(caller, found, any -> true);
                    send(caller, user);
                    return user;
                  });
            });
  }

  private void send(Caller caller, User user) {
    invitations.send(user, caller.userId());
    audit.record(
        caller.actingOn(user, AuditType.INVITATION_SEND).changeHidden("email", "", user.email()));
  }

  /**
   * Takes an invitation back: its link is good no longer, and the user is deactivated.
   *
   * @return whether the user was still waited for; who has come in by another way stays active
   * @throws NotPermitted if the caller isn't of sufficient rank
   */
  public boolean withdraw(Caller caller, String name) {
    return targets.findOther(caller, name).filter(found -> withdraw(caller, found)).isPresent();
  }

  private boolean withdraw(Caller caller, User found) {
    return transactions.call(
        () -> {
          User user = targets.lock(caller, found, any -> false);
          boolean withdrawn = invitations.withdraw(user);
          if (withdrawn) {
            audit.record(caller.actingOn(user, AuditType.INVITATION_WITHDRAW));
            changeUser.change(caller, found, UserChange.active(false));
          }
          return withdrawn;
        });
  }

  /** Those of the workspace that wait for an answer, the newest first; some may have expired. */
  public List<Invitation> list(Caller caller) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return invitations.waiting(caller.workspaceId());
  }

  /** Whether a user of the workspace can be sent one. */
  public boolean isPossible(Caller caller, User user) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return user.workspace().id().equals(caller.workspaceId()) && invitations.isFor(user);
  }

  /** That of a user of the workspace, good or expired. */
  public Optional<Invitation> of(Caller caller, User user) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return user.workspace().id().equals(caller.workspaceId())
        ? invitations.of(user.id())
        : Optional.empty();
  }
}
