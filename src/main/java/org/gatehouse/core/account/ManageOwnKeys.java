package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyKind;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.KeyScope;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;

/** What people do with their own user keys. */
@Singleton
public class ManageOwnKeys {
  private final ApiKeys keys;
  private final KeyRing ring;

  @Inject
  ManageOwnKeys(ApiKeys keys, KeyRing ring) {
    this.keys = keys;
    this.ring = ring;
  }

  /** The own keys that are good, the newest first. */
  public List<ApiKey> list(Caller caller) {
    return keys.of(owner(caller));
  }

  /**
   * Makes one.
   *
   * @param scopes what it shall be good for
   * @param expiresAt when it ends by itself; nothing for never, or for when the workspace wants it
   *     to at the latest
   * @throws InvalidInput if the key would never be good
   * @throws NotPermitted if it shall keep a rank that the caller doesn't have
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   * @throws Conflict if there are too many
   */
  public MadeApiKey make(
      Caller caller, ApiKeyName name, Set<KeyScope> scopes, Optional<Instant> expiresAt) {
    requireRank(caller, scopes);
    return ring.make(caller, owner(caller), name, scopes, expiresAt);
  }

  /**
   * Makes one in the place of another, which goes on for a while.
   *
   * @param overlap for how long
   * @param expiresAt when the new key ends by itself; nothing for never, or for when the workspace
   *     wants it to at the latest
   * @return nothing if there is no such good key
   * @throws InvalidInput if the overlap is too long
   * @throws ReauthenticationRequired as above
   */
  public Optional<MadeApiKey> rotate(
      Caller caller, UUID id, Duration overlap, Optional<Instant> expiresAt) {
    return ring.rotate(caller, owner(caller), id, overlap, expiresAt);
  }

  /** Revokes one; answers whether there was such a good key. */
  public boolean revoke(Caller caller, UUID id) {
    return ring.revoke(caller, owner(caller), id);
  }

  private static void requireRank(Caller caller, Set<KeyScope> scopes) {
    if (scopes.contains(KeyScope.ADMINISTER) && caller.ranks().isEmpty()) {
      throw new NotPermitted("Only somebody who has a rank can make a key that keeps it.");
    }
  }

  private static ApiKeyOwner owner(Caller caller) {
    return new ApiKeyOwner(caller.workspaceId(), Optional.of(caller.userId()), ApiKeyKind.USER);
  }
}
