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
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.IdentityProviders;
import org.gatehouse.core.provider.ProviderChange;
import org.gatehouse.core.provider.ProviderDetails;
import org.gatehouse.core.provider.ProviderRule;
import org.gatehouse.core.provider.SignOnPolicies;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.workspace.Workspaces;

/**
 * What an administrator does to the identity providers of the own workspace. Those of other
 * workspaces don't exist here. All of it throws {@link NotPermitted} if the caller isn't an
 * administrator, and what changes something {@link ReauthenticationRequired} if the caller hasn't
 * shown a moment ago who it is: a provider can name anybody.
 */
@Singleton
@Transactional
public class ManageProviders {
  private final Permissions permissions;
  private final Workspaces workspaces;
  private final IdentityProviders providers;
  private final SignOnPolicies policies;
  private final Sessions sessions;
  private final Audit audit;

  @Inject
  ManageProviders(
      Permissions permissions,
      Workspaces workspaces,
      IdentityProviders providers,
      SignOnPolicies policies,
      Sessions sessions,
      Audit audit) {
    this.permissions = permissions;
    this.workspaces = workspaces;
    this.providers = providers;
    this.policies = policies;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** The providers, by name. */
  public List<IdentityProvider> list(Caller caller) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return providers.ofWorkspace(caller.workspaceId());
  }

  /** The provider with this key. */
  public Optional<IdentityProvider> find(Caller caller, UUID id) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return providers
        .withId(id)
        .filter(found -> found.workspace().id().equals(caller.workspaceId()));
  }

  /**
   * The provider of this name.
   *
   * @param name in any case; anything is allowed
   */
  public Optional<IdentityProvider> find(Caller caller, String name) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    return providers.named(caller.workspaceId(), name);
  }

  /**
   * Adds one.
   *
   * @param details all about it; the connection was understood before
   * @param secret what our client of OpenID Connect proves itself with; nothing for none
   * @throws Conflict if the name is taken, the workspace has this provider already, or there are
   *     too many
   * @throws InvalidInput if the workspace lacks a role, or the secret is too long
   */
  public IdentityProvider add(Caller caller, ProviderDetails details, Optional<String> secret) {
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    IdentityProvider added =
        providers.add(workspaces.named(caller.workspaceUid()).orElseThrow(), details, secret);
    audit.record(
        about(caller, AuditType.PROVIDER_ADD, added.id())
            .changes(Map.of(), added.details().settings()));
    return added;
  }

  /**
   * Changes one. Sessions that it has opened end when it is disabled, or means other people. What
   * is the same already is no change.
   *
   * @param seen the provider as it was when the details were made of it
   * @param secret the client's new secret; nothing to leave it, an empty text for none
   * @return whether there is such a provider
   * @throws Conflict if the name is taken, nobody could log in any longer, or it was changed
   *     meanwhile
   * @throws InvalidInput if the workspace lacks a role, or the secret is too long
   */
  public boolean change(
      Caller caller, IdentityProvider seen, ProviderDetails details, Optional<String> secret) {
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    // Before it is read: what somebody else changes meanwhile must not be undone.
    workspaces.lock(caller.workspaceId());
    Optional<IdentityProvider> found = find(caller, seen.id());
    if (found.filter(now -> now.revision() != seen.revision()).isPresent()) {
      throw new Conflict(ProviderRule.CHANGED);
    }
    found
        .map(
            provider ->
                providers.change(
                    provider, details, secret, caller.may(Permission.ADMINISTER_INSTALLATION)))
        .filter(change -> !change.isNone())
        .ifPresent(change -> follow(caller, seen.id(), change));
    return found.isPresent();
  }

  /** What comes of a change. */
  private void follow(Caller caller, UUID id, ProviderChange change) {
    if (change.disabled()) {
      requireAWayIn(caller);
    }
    // Who somebody is by one attribute, another may be by another.
    if (change.disabled() || change.otherSubjects()) {
      sessions.endOpenedByProvider(id, any -> true);
    }
    if (change.distrusted()) {
      audit.record(about(caller, AuditType.PROVIDER_DISTRUST, id));
    }
    // The secret itself must not stand there, nor a hash of it.
    String secretChange = change.otherSecret() ? "another client secret" : "";
    audit.record(
        about(caller, AuditType.PROVIDER_CHANGE, id)
            .detail((id + " " + secretChange).strip())
            .changes(change.before().settings(), change.after().settings()));
  }

  /**
   * Lets a provider log system administrators in, or no longer.
   *
   * @return whether there is such a provider
   * @throws NotPermitted if the caller isn't a system administrator
   */
  public boolean trust(Caller caller, UUID id, boolean on) {
    Permissions.require(caller, Permission.ADMINISTER_INSTALLATION);
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    workspaces.lock(caller.workspaceId());
    Optional<IdentityProvider> found = find(caller, id);
    found
        .filter(provider -> provider.isSystemTrusted() != on)
        .ifPresent(
            provider -> {
              providers.trust(id, on);
              audit.record(
                  about(caller, on ? AuditType.PROVIDER_TRUST : AuditType.PROVIDER_DISTRUST, id));
            });
    return found.isPresent();
  }

  /**
   * Removes one, with whom it knows, and ends the sessions that it has opened.
   *
   * @return whether there was such a provider
   * @throws Conflict if nobody could log in any longer
   */
  public boolean remove(Caller caller, UUID id) {
    permissions.requireRecent(caller, Permission.ADMINISTER_WORKSPACE);
    workspaces.lock(caller.workspaceId());
    Optional<IdentityProvider> found = find(caller, id);
    found.ifPresent(
        provider -> {
          sessions.endOpenedByProvider(id, any -> true);
          providers.remove(provider);
          requireAWayIn(caller);
          audit.record(
              about(caller, AuditType.PROVIDER_REMOVE, id)
                  .changes(provider.details().settings(), Map.of()));
        });
    return found.isPresent();
  }

  private void requireAWayIn(Caller caller) {
    if (policies.of(caller.workspaceId()).isRequired()
        && providers.enabled(caller.workspaceId()).isEmpty()) {
      throw new Conflict(AdministrationRule.LAST_REQUIRED_PROVIDER);
    }
  }

  private static AuditEntry about(Caller caller, AuditType type, UUID what) {
    return caller.acting(type, "ok").detail(what.toString());
  }
}
