package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.account.KeyRing;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeyOwner;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.User;

/**
 * The keys with which programs log in as people of the own workspace: an administrator sees and
 * revokes them; made they are by their people alone. All of it throws {@link NotPermitted} if the
 * caller has no rank that grants it, or isn't of sufficient rank.
 */
@Singleton
public class ManageUserKeys {
  private final TargetUsers targets;
  private final ApiKeys keys;
  private final KeyRing ring;
  private final Transactions transactions;

  @Inject
  ManageUserKeys(TargetUsers targets, ApiKeys keys, KeyRing ring, Transactions transactions) {
    this.targets = targets;
    this.keys = keys;
    this.ring = ring;
    this.transactions = transactions;
  }

  /**
   * The good ones of a user, the newest first.
   *
   * @return nothing if the workspace has no such user
   */
  public Optional<List<ApiKey>> list(Caller caller, String name) {
    return targets.find(caller, name).map(user -> keys.of(ApiKeyOwner.user(user)));
  }

  /**
   * Revokes one, and ends the sessions that it has opened.
   *
   * @return whether the user had such a good key
   */
  public boolean revoke(Caller caller, String name, UUID id) {
    return targets
        .find(caller, name)
        .filter(found -> transactions.call(() -> revoke(caller, found, id)))
        .isPresent();
  }

  private boolean revoke(Caller caller, User found, UUID id) {
    return ring.revoke(caller, ApiKeyOwner.user(targets.lock(caller, found)), id);
  }
}
