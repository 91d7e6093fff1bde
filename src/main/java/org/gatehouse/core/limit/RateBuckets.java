package org.gatehouse.core.limit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/**
 * The states of buckets, each written in a transaction of its own: what was counted must stay so
 * when the caller's is rolled back, which is what happens to failures.
 */
@Repository
@Transactional(Transactional.TxType.REQUIRES_NEW)
class RateBuckets {
  private static final OldRows EXPIRED = new OldRows("rate_bucket", "bucket_key", "expires_at");

  private static final Duration KEPT = Duration.ofHours(1);

  @PersistenceContext private EntityManager entityManager;

  Optional<String> state(String key) {
    return entityManager
        .createQuery("select b.state from RateBucket b where b.key = :key", String.class)
        .setParameter("key", key)
        .getResultList()
        .stream()
        .findFirst();
  }

  void add(String key, String state, Instant full) {
    entityManager.persist(new RateBucket(key, state, expiry(full)));
    entityManager.flush();
  }

  /** Answers whether the state was still the one from before, and is replaced. */
  boolean replace(String key, String before, String after, Instant full) {
    return entityManager
            .createQuery(
                "update RateBucket b set b.state = :after, b.expiresAt = :expiry"
                    + " where b.key = :key and b.state = :before")
            .setParameter("after", after)
            .setParameter("expiry", expiry(full))
            .setParameter("key", key)
            .setParameter("before", before)
            .executeUpdate()
        == 1;
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }

  /** By the hour: an index on what seldom changes costs little. */
  private static Instant expiry(Instant full) {
    return full.plus(KEPT).truncatedTo(ChronoUnit.HOURS).plus(KEPT);
  }
}
