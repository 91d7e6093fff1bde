package org.gatehouse.core.oauth.grant;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.RecentReads;

/**
 * Grants as they were a few seconds ago at the most, for access tokens, which are shown with every
 * request. A grant that was revoked by another node counts for four seconds more, where five are
 * promised.
 */
@Singleton
public class RecentGrants {
  private final RecentReads<UUID, Optional<Grant>> reads;

  @Inject
  RecentGrants(GrantRows rows) {
    this.reads = new RecentReads<>(id -> rows.find(id).filter(grant -> !grant.isRevoked()));
  }

  /** The grant with this key, unless it was revoked. */
  public Optional<Grant> find(UUID id) {
    return reads.get(id);
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) GrantRevoked revoked) {
    reads.forgetIf(
        known ->
            known.getValue().filter(grant -> grant.userId().equals(revoked.userId())).isPresent());
  }
}
