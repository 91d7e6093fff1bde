package org.gatehouse.core.policy;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.RecentReads;
import org.gatehouse.core.workspace.WorkspaceChanged;

/**
 * What workspaces demand of logins, as it was a few seconds ago at the most: for what people are
 * told. Whoever decides a login reads it with the rest that decides.
 */
@Singleton
public class RecentPolicies {
  private final RecentReads<UUID, Optional<AuthenticationPolicy>> reads;

  /**
   * @param policies asked when the memory is too old
   */
  @Inject
  public RecentPolicies(AuthenticationPolicies policies) {
    this.reads = new RecentReads<>(policies::find);
  }

  /** The policy of this one, if it has any. */
  public Optional<AuthenticationPolicy> find(UUID workspaceId) {
    return reads.get(workspaceId);
  }

  /**
   * The shortest new password there, in characters, as far as the workspace says so; 0 where it
   * doesn't.
   */
  public int passwordMinimum(UUID workspaceId) {
    return find(workspaceId).map(policy -> policy.limits().passwordMinimum().orElse(0)).orElse(0);
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkspaceChanged change) {
    reads.forget(change.workspaceId());
  }
}
