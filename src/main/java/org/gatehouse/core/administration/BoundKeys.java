package org.gatehouse.core.administration;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.session.Sessions;
import org.gatehouse.core.workspace.WorkspaceChanged;

/**
 * Gives keys that were made before their workspace limited how long they live the end that they
 * would have had, counted from their making; and the sessions that they have opened.
 */
@Singleton
public class BoundKeys {
  private final AuthenticationPolicies policies;
  private final ApiKeys keys;
  private final Sessions sessions;
  private final Transactions transactions;

  @Inject
  BoundKeys(
      AuthenticationPolicies policies, ApiKeys keys, Sessions sessions, Transactions transactions) {
    this.policies = policies;
    this.keys = keys;
    this.sessions = sessions;
    this.transactions = transactions;
  }

  /** In the transaction that limits it. */
  void bound(@Observes(during = TransactionPhase.IN_PROGRESS) WorkspaceChanged change) {
    policies.find(change.workspaceId()).ifPresent(this::bound);
  }

  /**
   * Does it for those that were being changed at that moment, or made by a version that knows no
   * limit; answers how many there were.
   */
  public int run() {
    return policies.limitingKeys().stream()
        .mapToInt(policy -> transactions.call(() -> bound(policy)))
        .sum();
  }

  private int bound(AuthenticationPolicy policy) {
    return policy.limits().keys().days().stream()
        .map(days -> bound(policy.workspaceId(), Duration.ofDays(days)))
        .sum();
  }

  private int bound(UUID workspaceId, Duration life) {
    int bounded = 0;
    for (ApiKey key : keys.bound(workspaceId, life)) {
      key.userId()
          .ifPresent(user -> sessions.endOpenedBy(user, key.id(), key.expiresAt().orElseThrow()));
      bounded++;
    }
    return bounded;
  }
}
