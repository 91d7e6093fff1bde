package org.gatehouse.core.branding;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.RecentReads;
import org.gatehouse.core.workspace.WorkspaceChanged;

/** How the pages of workspaces look, as it was a few seconds ago at the most. */
@Singleton
public class RecentBrandings {
  private final RecentReads<UUID, Optional<Branding>> reads;

  /**
   * @param brandings asked when the memory is too old
   */
  @Inject
  public RecentBrandings(Brandings brandings) {
    this.reads = new RecentReads<>(brandings::find);
  }

  /** Of this one, if it has said anything that makes a difference. */
  public Optional<Branding> find(UUID workspaceId) {
    return reads.get(workspaceId).filter(branding -> !branding.isNone());
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkspaceChanged change) {
    reads.forget(change.workspaceId());
  }
}
