package org.gatehouse.core.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.credential.Proof;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyKind;
import org.gatehouse.core.credential.apikey.ApiKeyName;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.credential.apikey.MadeApiKey;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.input.Conflict;
import org.gatehouse.core.input.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Sessions;

/**
 * What people do with their own user keys. Making one wants the password: it outlasts the session,
 * and so would the thief of a session.
 */
@Singleton
public class ManageOwnKeys {
  private final Reauthentication reauthentication;
  private final Sessions sessions;
  private final ApiKeys keys;
  private final KeyRing ring;

  @Inject
  ManageOwnKeys(Reauthentication reauthentication, Sessions sessions, ApiKeys keys, KeyRing ring) {
    this.reauthentication = reauthentication;
    this.sessions = sessions;
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
   * @param expiresAt when it ends by itself; nothing for never
   * @throws InvalidInput if the password is wrong, or the key would never be good
   * @throws Conflict if there are too many
   */
  public MadeApiKey make(
      Caller caller, Password current, ApiKeyName name, Optional<Instant> expiresAt) {
    return ring.make(caller, owner(caller), proof(caller, current), name, expiresAt);
  }

  /**
   * Makes one in the place of another, which goes on for a while.
   *
   * @param overlap for how long
   * @param expiresAt when the new key ends by itself; nothing for never
   * @return nothing if there is no such good key
   * @throws InvalidInput if the password is wrong, or the overlap too long
   */
  public Optional<MadeApiKey> rotate(
      Caller caller, Password current, UUID id, Duration overlap, Optional<Instant> expiresAt) {
    return ring.rotate(caller, owner(caller), proof(caller, current), id, overlap, expiresAt);
  }

  /** Revokes one; answers whether there was such a good key. */
  public boolean revoke(Caller caller, UUID id) {
    return ring.revoke(caller, owner(caller), id);
  }

  /**
   * That the caller has shown again who it is, and that the session hasn't been ended meanwhile.
   */
  private Proof proof(Caller caller, Password current) {
    Proof shown = reauthentication.confirm(caller, current);
    return () -> shown.isCurrent() && sessions.find(caller.sessionId()).isPresent();
  }

  private static ApiKeyOwner owner(Caller caller) {
    return new ApiKeyOwner(caller.workspaceId(), Optional.of(caller.userId()), ApiKeyKind.USER);
  }
}
