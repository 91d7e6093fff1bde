package org.gatehouse.core.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.refusal.LimitExceeded;
import org.gatehouse.core.secret.Vault;

/**
 * Counts how often things are done: a token bucket for each key under each limit, in the database,
 * so that it survives a restart and holds across nodes. Of a large one this process takes a
 * twentieth ahead ({@link Reserve}), so that a login from an address that many share needs no write
 * for it. An empty one is remembered until it has something again, so that whoever floods us costs
 * no look at the database each time.
 */
@Singleton
public class Limits {
  /** Of how many permits one is taken ahead. */
  private static final int TAKEN_AHEAD = 20;

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST = 10_000;
  private static final int STRIPES = 256;

  private final StoredBuckets buckets;
  private final RateBuckets rows;
  private final Vault vault;
  private final Clock clock;

  /** Of many at once in this process only one competes with other nodes for a row. */
  private final List<Object> turns = Stream.generate(Object::new).limit(STRIPES).toList();

  private final Cache<String, Instant> empty =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

  /** What this process has taken ahead, by row. */
  private final Cache<String, Reserve> reserves =
      Caffeine.newBuilder().expireAfterAccess(REMEMBERED).maximumSize(MOST).build();

  @Inject
  Limits(RateBuckets rows, Vault vault, Clock clock) {
    this.buckets = new StoredBuckets(rows, clock);
    this.rows = rows;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Does it once more. What is counted stays counted, however the caller's transaction ends; better
   * not to be called within one, as it needs a connection of its own.
   *
   * @param key whose doing it is: an address, a user; only a keyed hash of it is stored
   * @return a permit, to be given back where it turns out not to count
   * @throws LimitExceeded if it was done too often, saying when it is possible again
   */
  public Permit take(Limit limit, String key) {
    String row = row(limit, key);
    refuseIfEmpty(row);
    synchronized (turn(row)) {
      // Whoever had the turn before may have found out.
      refuseIfEmpty(row);
      Reserve reserve =
          Optional.ofNullable(reserves.getIfPresent(row))
              .filter(known -> known.isGood(clock.instant()))
              .orElseGet(() -> new Reserve(limit, clock.instant()));
      if (reserve.isEmpty()) {
        fill(reserve, limit, row);
        reserves.put(row, reserve);
      }
      return reserve.take(() -> giveBack(reserve, row));
    }
  }

  private void fill(Reserve reserve, Limit limit, String row) {
    Bucket bucket = bucket(limit, row);
    long taken = bucket.tryConsumeAsMuchAsPossible(Math.max(1, limit.capacity() / TAKEN_AHEAD));
    if (taken == 0) {
      Duration wait =
          Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
      empty.put(row, clock.instant().plus(wait));
      throw new LimitExceeded(wait);
    }
    reserve.add(taken);
  }

  private void giveBack(Reserve reserve, String row) {
    synchronized (turn(row)) {
      reserve.giveBack();
    }
    empty.invalidate(row);
  }

  /** The same for who only wants to know whether it may be done. */
  public boolean tryTake(Limit limit, String key) {
    try {
      take(limit, key);
      return true;
    } catch (LimitExceeded e) {
      return false;
    }
  }

  /**
   * Asks nobody whether it may be done, but refuses if it is known that it may not: for who has
   * something costly to do before it is clear under which key it counts.
   *
   * @throws LimitExceeded if it was done too often
   */
  public void requireRoom(Limit limit, String key) {
    refuseIfEmpty(row(limit, key));
  }

  /** Removes what is full again: it says as much as no row. */
  public int removeExpired() {
    return OldRows.inBatches(most -> rows.removeExpired(clock.instant(), most));
  }

  private void refuseIfEmpty(String row) {
    Instant now = clock.instant();
    Optional.ofNullable(empty.getIfPresent(row))
        .filter(now::isBefore)
        .ifPresent(
            until -> {
              throw new LimitExceeded(Duration.between(now, until));
            });
  }

  private Bucket bucket(Limit limit, String row) {
    return buckets.builder().build(row, () -> configuration(limit));
  }

  private static BucketConfiguration configuration(Limit limit) {
    return BucketConfiguration.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.capacity()).refillGreedy(limit.capacity(), limit.period()))
        .build();
  }

  /** With the numbers of the limit: when they change, the buckets are others. */
  private String row(Limit limit, String key) {
    return vault.fingerprint(
        "limit", limit.name() + "\n" + limit.capacity() + "\n" + limit.period() + "\n" + key);
  }

  private Object turn(String row) {
    return turns.get(Math.floorMod(row.hashCode(), STRIPES));
  }
}
