package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.account.KeyRing;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;

/**
 * What an administrator does with the developer keys of the own workspace: each names an
 * application (CloudForge).
 */
@Singleton
public class ManageDeveloperKeys {
  private static final Set<KeyScope> LOGIN = Set.of(KeyScope.LOGIN);

  private final ApiKeys keys;
  private final KeyRing ring;

  @Inject
  ManageDeveloperKeys(ApiKeys keys, KeyRing ring) {
    this.keys = keys;
    this.ring = ring;
  }

  /**
   * Those that are good, the newest first.
   *
   * @throws NotPermitted if the caller has no rank that grants it
   */
  public List<ApiKey> list(Caller caller) {
    return keys.of(owner(caller));
  }

  /**
   * Makes one.
   *
   * @param name the application's
   * @param expiresAt when it ends by itself; nothing for never, or for when the workspace wants it
   *     to at the latest
   * @throws NotPermitted if the caller has no rank that grants it
   * @throws InvalidInput if it would never be good
   * @throws Conflict if there are too many
   */
  public MadeApiKey make(Caller caller, ApiKeyName name, Optional<Instant> expiresAt) {
    return ring.make(caller, owner(caller), name, LOGIN, expiresAt);
  }

  /**
   * Makes one in the place of another, which goes on for a while.
   *
   * @param overlap for how long
   * @param expiresAt when the new key ends by itself; nothing for never, or for when the workspace
   *     wants it to at the latest
   * @return nothing if there is no such good key
   * @throws NotPermitted if the caller has no rank that grants it
   * @throws InvalidInput if the overlap is too long
   */
  public Optional<MadeApiKey> rotate(
      Caller caller, UUID id, Duration overlap, Optional<Instant> expiresAt) {
    return ring.rotate(caller, owner(caller), id, overlap, expiresAt);
  }

  /**
   * Revokes one; answers whether there was such a good key.
   *
   * @throws NotPermitted if the caller has no rank that grants it
   */
  public boolean revoke(Caller caller, UUID id) {
    return ring.revoke(caller, owner(caller), id);
  }

  private static ApiKeyOwner owner(Caller caller) {
    Permissions.require(caller, Permission.MANAGE_KEYS);
    return ApiKeyOwner.applicationsOf(caller.workspaceId());
  }
}
