package org.gatehouse.core.oauth.token;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link RevokedTokens}. */
@Repository
@Transactional
class RevokedTokenRows {
  private static final OldRows EXPIRED = new OldRows("revoked_token", "token_id", "expires_at");

  @PersistenceContext private EntityManager entityManager;

  boolean has(String tokenId) {
    return entityManager.find(RevokedToken.class, tokenId) != null;
  }

  /** Adds one in a transaction of its own, as a row that is there already would spoil another. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void add(RevokedToken token) {
    entityManager.persist(token);
    entityManager.flush();
  }

  int removeExpired(Instant before, int most) {
    return EXPIRED.remove(entityManager, before, most);
  }
}
