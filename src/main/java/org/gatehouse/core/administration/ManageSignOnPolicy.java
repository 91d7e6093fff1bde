package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.account.ReauthenticationRequired;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.password.Passwords;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.ReturnAddress;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.provider.SignOnPolicy;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;
import org.gatehouse.core.workspace.Workspaces;

/**
 * What the own workspace wants of single sign-on. All of it throws {@link NotPermitted} if the
 * caller isn't an administrator, and a change {@link ReauthenticationRequired} if the caller hasn't
 * shown a moment ago who it is.
 */
@Singleton
@Transactional
public class ManageSignOnPolicy {
  private final Permissions permissions;
  private final Workspaces workspaces;
  private final IdentityProviders providers;
  private final SignOnPolicies policies;
  private final Users users;
  private final Passwords passwords;
  private final Audit audit;

  @Inject
  ManageSignOnPolicy(
      Permissions permissions,
      Workspaces workspaces,
      IdentityProviders providers,
      SignOnPolicies policies,
      Users users,
      Passwords passwords,
      Audit audit) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.providers = providers;
    this.policies = policies;
    this.users = users;
    this.passwords = passwords;
    this.audit = audit;
  }

  /** What the workspace wants of single sign-on. */
  public SignOnPolicy find(Caller caller) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return policies.of(caller.workspaceId());
  }

  /** Whether the password of a user of the workspace would be good for nothing. */
  public boolean forbidsPassword(Caller caller, User user) {
    Permissions.require(caller, Permission.READ_PEOPLE);
    return policies.of(caller.workspaceId()).forbidsPassword(user.id());
  }

  /** The name of whose password is good nevertheless; nothing where none is needed. */
  public Optional<String> wayBack(SignOnPolicy policy) {
    return policy.wayBack().flatMap(users::withId).map(User::name);
  }

  /**
   * Changes it; what isn't given stays. What is the same already is no change.
   *
   * @return what the workspace wants now
   * @throws InvalidInput if no administrator with a password is the way back where single sign-on
   *     is required, somebody is where it isn't, or there are too many addresses
   * @throws Conflict if there is no provider to log in with
   */
  public SignOnPolicy change(Caller caller, SignOnPolicyChange change) {
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    // In turn with who removes or disables a provider, or deactivates the keeper.
    workspaces.lock(caller.workspaceId());
    SignOnPolicy present = policies.of(caller.workspaceId());
    boolean required = change.required().orElse(present.isRequired());
    List<ReturnAddress> addresses = change.returnAddresses().orElse(present.returnAddresses());
    if (addresses.size() > SignOnPolicies.MOST_ADDRESSES) {
      throw new InvalidInput(
          AdministrationRule.TOO_MANY_RETURN_ADDRESSES, SignOnPolicies.MOST_ADDRESSES);
    }
    if (!required && change.wayBack().isPresent()) {
      throw new InvalidInput(AdministrationRule.WAY_BACK_NEEDLESS);
    }
    Optional<UUID> keeper =
        required
            ? Optional.of(keeper(caller, change.wayBack().or(() -> wayBack(present)).orElse("")))
            : Optional.empty();
    if (required && providers.enabled(caller.workspaceId()).isEmpty()) {
      throw new Conflict(AdministrationRule.NO_PROVIDER_TO_REQUIRE);
    }
    Map<String, Object> before = present.settings();
    policies.set(caller.workspaceId(), required, keeper, addresses);
    SignOnPolicy now = policies.of(caller.workspaceId());
    if (!now.settings().equals(before)) {
      workspaces.tellOfChange(caller.workspaceId());
      audit.record(
          caller
              .acting(AuditType.SIGN_ON_POLICY, "ok")
              .detail(caller.workspaceId().toString())
              .changes(before, now.settings()));
    }
    return now;
  }

  private UUID keeper(Caller caller, String name) {
    return users
        .named(caller.workspaceId(), name)
        .filter(user -> user.isActive() && user.isAdministrator() && !user.isServiceAccount())
        .map(User::id)
        .filter(id -> passwords.setAt(id).isPresent())
        .orElseThrow(() -> new InvalidInput(AdministrationRule.WAY_BACK_INVALID));
  }
}
