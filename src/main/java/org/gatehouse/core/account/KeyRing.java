package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
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
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.Users;

/**
 * Changes keys in one transaction each with its audit entry, its mail, and its effect on the
 * sessions that the key has opened. Whether the caller may is for the caller's use case to say.
 */
@Singleton
@Transactional
public class KeyRing {
  private final ApiKeys keys;
  private final Users users;
  private final Sessions sessions;
  private final RecentAuthentication recentAuthentication;
  private final Permissions permissions;
  private final SecurityNotices notices;
  private final Audit audit;

  @Inject
  KeyRing(
      ApiKeys keys,
      Users users,
      Sessions sessions,
      RecentAuthentication recentAuthentication,
      Permissions permissions,
      SecurityNotices notices,
      Audit audit) {
    this.keys = keys;
    this.users = users;
    this.sessions = sessions;
    this.recentAuthentication = recentAuthentication;
    this.permissions = permissions;
    this.notices = notices;
    this.audit = audit;
  }

  /**
   * Makes a key.
   *
   * @param scopes what it shall be good for
   * @param expiresAt when it ends by itself; nothing for never, or for when the workspace wants it
   *     to at the latest
   * @throws InvalidInput if that is in the past
   * @throws ReauthenticationRequired if the caller hasn't shown a moment ago who it is
   * @throws Conflict if the owner has too many
   */
  public MadeApiKey make(
      Caller caller,
      ApiKeyOwner owner,
      ApiKeyName name,
      Set<KeyScope> scopes,
      Optional<Instant> expiresAt) {
    Optional<User> user = lockForMaking(caller, owner);
    MadeApiKey made = keys.make(owner, name, scopes, expiresAt);
    tell(user, made);
    audit.record(
        entry(caller, owner, AuditType.API_KEY_MAKE, made.key().id().toString())
            .changes(Map.of(), made.key().settings()));
    return made;
  }

  /**
   * Makes a key in the place of another, which goes on for a while.
   *
   * @param overlap for how long
   * @param expiresAt when the new key ends by itself; nothing for never, or for when the workspace
   *     wants it to at the latest
   * @return nothing if the owner has no such good key
   * @throws InvalidInput if the overlap is too long
   * @throws ReauthenticationRequired as above
   */
  public Optional<MadeApiKey> rotate(
      Caller caller, ApiKeyOwner owner, UUID id, Duration overlap, Optional<Instant> expiresAt) {
    Optional<User> user = lockForMaking(caller, owner);
    Optional<MadeApiKey> made = keys.rotate(owner, id, overlap, expiresAt);
    made.ifPresent(
        key -> {
          user.ifPresent(
              whose -> sessions.endOpenedBy(whose.id(), id, key.key().createdAt().plus(overlap)));
          tell(user, key);
          String which = key.key().id() + " replaces " + id + " within " + overlap;
          audit.record(
              entry(caller, owner, AuditType.API_KEY_ROTATE, which)
                  .changes(Map.of(), key.key().settings()));
        });
    return made;
  }

  private void tell(Optional<User> owner, MadeApiKey made) {
    owner
        .filter(whose -> !whose.isServiceAccount())
        .ifPresent(whose -> notices.keyMade(whose, made.key().name()));
  }

  /**
   * Revokes a key, and ends the sessions that it has opened.
   *
   * @return whether the owner had such a good key
   * @throws NotPermitted if it is somebody else's, and the caller is an administrator no longer
   */
  public boolean revoke(Caller caller, ApiKeyOwner owner, UUID id) {
    Optional<User> user = lock(owner);
    if (!isOwn(caller, owner)) {
      permissions.requireStill(caller, needed(owner));
    }
    Optional<ApiKey> revoked = keys.revoke(owner, id);
    revoked.ifPresent(
        key -> {
          user.ifPresent(
              whose -> sessions.endOpenedBy(whose.id(), id, key.revokedAt().orElseThrow()));
          audit.record(
              entry(caller, owner, AuditType.API_KEY_REVOKE, id.toString())
                  .changes(key.settings(), Map.of()));
        });
    return revoked.isPresent();
  }

  /** What one needs to change keys that aren't one's own. */
  private static Permission needed(ApiKeyOwner owner) {
    return owner.kind() == ApiKeyKind.USER ? Permission.MANAGE_PEOPLE : Permission.MANAGE_KEYS;
  }

  private static boolean isOwn(Caller caller, ApiKeyOwner owner) {
    return owner.userId().equals(Optional.of(caller.userId()));
  }

  /** From here on, a login with one of the keys waits. */
  private Optional<User> lock(ApiKeyOwner owner) {
    return owner.userId().flatMap(users::toBeChanged);
  }

  /** A key outlasts the session, and so would the thief of a session. */
  private Optional<User> lockForMaking(Caller caller, ApiKeyOwner owner) {
    Optional<User> user = lock(owner);
    if (isOwn(caller, owner)) {
      recentAuthentication.require(caller);
    } else {
      permissions.requireRecent(caller, needed(owner));
    }
    return user;
  }

  private static AuditEntry entry(Caller caller, ApiKeyOwner owner, AuditType type, String which) {
    AuditEntry entry = caller.acting(type, "ok").detail(owner.kind().prefix() + " " + which);
    return owner.userId().map(user -> entry.about(owner.workspaceId(), user)).orElse(entry);
  }
}
