package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Session;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;

/**
 * Where the people of the own workspace are logged in: what an administrator sees and ends of that,
 * on a device that was lost or by somebody who left. Ending a session gives no power, so the caller
 * isn't asked again who it is. All of it throws {@link NotPermitted} if the caller isn't an
 * administrator, or not of sufficient rank: sessions tell where somebody is.
 */
@Singleton
public class ManageUserSessions {
  private final TargetUsers targets;
  private final Permissions permissions;
  private final Sessions sessions;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ManageUserSessions(
      TargetUsers targets,
      Permissions permissions,
      Sessions sessions,
      Audit audit,
      Transactions transactions) {
    this.targets = targets;
    this.permissions = permissions;
    this.sessions = sessions;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Those of a user that go on, the latest used first.
   *
   * @return nothing if the workspace has no such user
   */
  public Optional<List<Session>> list(Caller caller, String name) {
    return targets.find(caller, name).map(user -> sessions.ofUser(user.id()));
  }

  /**
   * Ends one.
   *
   * @return whether the user had it and it went on
   */
  public boolean end(Caller caller, String name, UUID sessionId) {
    return targets
        .find(caller, name)
        .filter(found -> transactions.call(() -> end(caller, found, sessionId)))
        .isPresent();
  }

  private boolean end(Caller caller, User found, UUID sessionId) {
    User user = lock(caller, found);
    boolean ended = sessions.end(user.id(), sessionId);
    if (ended) {
      audit.record(caller.actingOn(user, AuditType.SESSION_END).detail(sessionId.toString()));
    }
    return ended;
  }

  /**
   * Ends all.
   *
   * @return how many; nothing if the workspace has no such user
   */
  public Optional<Integer> endAll(Caller caller, String name) {
    return targets.find(caller, name).map(found -> transactions.call(() -> endAll(caller, found)));
  }

  private int endAll(Caller caller, User found) {
    User user = lock(caller, found);
    int ended = sessions.endAll(user.id(), Optional.empty());
    audit.record(caller.actingOn(user, AuditType.SESSIONS_END).detail(Integer.toString(ended)));
    return ended;
  }

  /** From here on a login of the user waits, and finds out that it was too late. */
  private User lock(Caller caller, User found) {
    User user = targets.lock(caller, found);
    permissions.requireStill(caller, Permission.MANAGE_PEOPLE);
    return user;
  }
}
