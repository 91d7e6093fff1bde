package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.credential.apikey.ApiKey;
import org.gatehouse.core.credential.apikey.ApiKeys;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Transactions;
import org.gatehouse.core.policy.AuthenticationPolicies;
import org.gatehouse.core.policy.AuthenticationPolicy;
import org.gatehouse.core.session.Sessions;

/**
 * Gives keys that were made before their workspace limited how long they live the end that they
 * would have had, counted from their making; and the sessions that they have opened. Nobody can use
 * them for longer, whether this has run or not: it is so that a limit which is lifted later doesn't
 * give them back, and that they are removed.
 */
@Singleton
public class BoundKeys {
  private final AuthenticationPolicies policies;
  private final ApiKeys keys;
  private final Sessions sessions;
  private final Audit audit;
  private final Transactions transactions;

  @Inject
  BoundKeys(
      AuthenticationPolicies policies,
      ApiKeys keys,
      Sessions sessions,
      Audit audit,
      Transactions transactions) {
    this.policies = policies;
    this.keys = keys;
    this.sessions = sessions;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** Does it, each thousand in a transaction of its own; answers how many there were. */
  public int run() {
    return policies.limitingKeys().stream().mapToInt(this::bound).sum();
  }

  private int bound(AuthenticationPolicy policy) {
    UUID workspaceId = policy.workspaceId();
    return policy.limits().keys().days().stream()
        .mapToObj(Duration::ofDays)
        .mapToInt(
            life ->
                OldRows.inBatches(most -> transactions.call(() -> bound(workspaceId, life, most))))
        .sum();
  }

  private int bound(UUID workspaceId, Duration life, int most) {
    List<ApiKey> bounded = keys.bound(workspaceId, life, most);
    if (!bounded.isEmpty()) {
      sessions.endWith(bounded);
      audit.record(
          AuditEntry.of(AuditType.API_KEY_BOUND, "ok")
              .aboutWorkspace(workspaceId)
              .detail(Integer.toString(bounded.size())));
    }
    return bounded.size();
  }
}
