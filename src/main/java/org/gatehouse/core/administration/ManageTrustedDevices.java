package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.login.TrustedDevice;
import org.gatehouse.core.login.TrustedDevices;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;

/**
 * Browsers that stand for a second factor of people of the own workspace: what an administrator
 * sees and ends of that. All of it throws {@link NotPermitted} if the caller has no rank that
 * grants it, or isn't of sufficient rank.
 */
@Singleton
public class ManageTrustedDevices {
  private final TargetUsers targets;
  private final Permissions permissions;
  private final TrustedDevices devices;
  private final AuthenticationPolicies policies;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  ManageTrustedDevices(
      TargetUsers targets,
      Permissions permissions,
      TrustedDevices devices,
      AuthenticationPolicies policies,
      Audit audit,
      Transactions transactions) {
    this.targets = targets;
    this.permissions = permissions;
    this.devices = devices;
    this.policies = policies;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Those of a user, the latest first.
   *
   * @return nothing if the workspace has no such user
   */
  public Optional<List<TrustedDevice>> list(Caller caller, String name) {
    return targets
        .find(caller, name)
        .map(user -> devices.ofUser(user.id(), policies.of(caller.workspaceId())));
  }

  /**
   * Trusts one no longer.
   *
   * @return whether the user had it
   */
  public boolean end(Caller caller, String name, UUID id) {
    return end(caller, name, user -> devices.end(user.id(), id) ? 1 : 0)
        .filter(ended -> ended > 0)
        .isPresent();
  }

  /**
   * Trusts none any longer.
   *
   * @return how many there were; nothing if the workspace has no such user
   */
  public Optional<Integer> endAll(Caller caller, String name) {
    return end(caller, name, user -> devices.endAll(user.id()));
  }

  private Optional<Integer> end(Caller caller, String name, ToIntFunction<User> which) {
    return targets
        .find(caller, name)
        .map(
            found ->
                transactions.call(
                    () -> {
                      User user = targets.lock(caller, found);
                      permissions.requireStill(caller, Permission.MANAGE_PEOPLE);
                      int ended = which.applyAsInt(user);
                      if (ended > 0) {
                        audit.record(
                            caller
                                .actingOn(user, AuditType.TRUSTED_DEVICE_END)
                                .detail(Integer.toString(ended)));
                      }
                      return ended;
                    }));
  }
}
