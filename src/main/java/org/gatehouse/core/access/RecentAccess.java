package org.gatehouse.core.access;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.gatehouse.core.database.RecentReads;
import org.gatehouse.core.user.UserChanged;

/**
 * What users may do in applications, as it was a few seconds ago at the most: for tokens, which are
 * good for longer than that, and for who asks with every request. Not for a transaction that has
 * changed it.
 */
@Singleton
public class RecentAccess {
  private final RecentReads<UUID, UserAccess> reads;

  /**
   * @param grants asked when the memory is too old
   */
  @Inject
  public RecentAccess(Grants grants) {
    this.reads =
        new RecentReads<>(
            userId -> new UserAccess(grants.roles(userId), grants.datasources(userId)),
            (userId, access) -> 1 + (access.roles().size() + access.datasources().size()) / 10);
  }

  /** What this user may do. */
  public UserAccess of(UUID userId) {
    return reads.get(userId);
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserChanged change) {
    reads.forgetIf(known -> known.getKey().equals(change.userId()));
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessChanged change) {
    // It happens seldom, and nobody has noted which of them are of this workspace.
    reads.forgetIf(known -> true);
  }
}
