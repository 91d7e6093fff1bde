package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.branding.BrandDraft;
import org.gatehouse.core.branding.Branding;
import org.gatehouse.core.branding.Brandings;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.workspace.Workspaces;

/** How the pages of the own workspace look. */
@Singleton
@Transactional
public class ManageBranding {
  private final Permissions permissions;
  private final Workspaces workspaces;
  private final Brandings brandings;
  private final Audit audit;

  @Inject
  ManageBranding(Permissions permissions, Workspaces workspaces, Brandings brandings, Audit audit) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.brandings = brandings;
    this.audit = audit;
  }

  /**
   * How they look.
   *
   * @throws NotPermitted if no rank of the caller lets it read that
   */
  public Branding find(Caller caller) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return brandings.of(caller.workspaceId());
  }

  /**
   * The picture in Base64, if there is one.
   *
   * @throws NotPermitted as above
   */
  public Optional<String> image(Caller caller) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return brandings.image(caller.workspaceId());
  }

  /**
   * Changes it. What is the same already is no change.
   *
   * @param change makes of what there is what there is to be
   * @return how they look now
   * @throws NotPermitted if the caller isn't an administrator
   * @throws InvalidInput if something of it is not to be had
   */
  public Branding change(Caller caller, UnaryOperator<BrandDraft> change) {
    permissions.requireStill(caller, Permission.ADMINISTER_WORKSPACE);
    // What somebody else changes meanwhile must not be undone.
    workspaces.lock(caller.workspaceId());
    Branding present = brandings.of(caller.workspaceId());
    Map<String, String> before = present.settings();
    Branding now = brandings.set(caller.workspaceId(), change.apply(present.draft()));
    if (!before.equals(now.settings())) {
      workspaces.tellOfChange(caller.workspaceId());
      audit.record(
          caller
              .acting(AuditType.BRANDING, "ok")
              .detail(caller.workspaceId().toString())
              .changes(before, now.settings()));
    }
    return now;
  }
}
