package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.signon.LinkedIdentities;
import org.gatehouse.core.signon.LinkedIdentity;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;

/**
 * By which identity providers the users of the own workspace are known. All of it throws {@link
 * NotPermitted} if the caller has no rank that grants it.
 */
@Singleton
@Transactional
public class ManageLinkedIdentities {
  private final Permissions permissions;
  private final TargetUsers targets;
  private final ManageProviders manageProviders;
  private final LinkedIdentities identities;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  ManageLinkedIdentities(
      Permissions permissions,
      TargetUsers targets,
      ManageProviders manageProviders,
      LinkedIdentities identities,
      Sessions sessions,
      Audit audit) {
    this.permissions = permissions;
    this.targets = targets;
    this.manageProviders = manageProviders;
    this.identities = identities;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** By which providers a user of the workspace is known. */
  public List<LinkedIdentity> list(Caller caller, User user) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return user.workspace().id().equals(caller.workspaceId())
        ? identities.ofUser(user.id())
        : List.of();
  }

  /**
   * Takes a link of a user of the workspace away, and ends the sessions that the provider opened
   * for that user.
   *
   * @return whether there was one
   * @throws NotPermitted if the caller is of lower rank, or the user: one's own are disconnected
   *     under the own account
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   */
  public boolean unlink(Caller caller, User user, UUID providerId, String subjectHash) {
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    targets.lock(caller, user);
    if (user.id().equals(caller.userId())) {
      throw new NotPermitted("Disconnect your own identities under your own account.");
    }
    boolean done =
        manageProviders.find(caller, providerId).isPresent()
            && identities.unlink(user.id(), providerId, subjectHash);
    if (done) {
      sessions.endOpenedByProvider(providerId, session -> session.user().id().equals(user.id()));
      audit.record(caller.actingOn(user, AuditType.IDENTITY_UNLINK).detail(providerId.toString()));
    }
    return done;
  }
}
