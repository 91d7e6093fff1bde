package org.gatehouse.core.oauth.token;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.RecentReads;

/** The access tokens that were revoked one by one (RFC 7009), by their {@code jti}. */
@Singleton
public class RevokedTokens {
  private final RevokedTokenRows rows;
  private final Clock clock;
  private final RecentReads<String, Boolean> reads;

  @Inject
  RevokedTokens(RevokedTokenRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
    this.reads = new RecentReads<>(rows::has);
  }

  /** Whether this one was, a few seconds ago at the latest. */
  boolean has(String tokenId) {
    return reads.get(tokenId);
  }

  /** Adds one, if it isn't there. */
  void add(String tokenId, Instant expiresAt) {
    var unused =
        Duplicates.addUnlessThere(
            () -> rows.add(new RevokedToken(tokenId, expiresAt)), () -> rows.has(tokenId));
    reads.forget(tokenId);
  }

  /** Removes those that have expired anyway. */
  public int removeExpired() {
    Instant now = clock.instant();
    return OldRows.inBatches(most -> rows.removeExpired(now, most));
  }
}
