package org.gatehouse.core.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Weigher;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What was read from the database within the last four seconds, so that not every request asks it.
 * A change made by this process counts at once, if it says so; one made by another node within four
 * seconds, where five are promised.
 *
 * @param <K> by what it is read
 * @param <V> what is read
 */
public final class RecentReads<K, V> {
  private static final Duration REMEMBERED = Duration.ofSeconds(4);
  private static final int AT_MOST = 20_000;

  private final Function<K, V> read;
  private final AtomicLong changes = new AtomicLong();
  private final Cache<K, V> cache;

  /**
   * @param read asks the database
   */
  public RecentReads(Function<K, V> read) {
    this(read, (key, value) -> 1);
  }

  /**
   * @param read asks the database
   * @param weigher how much room an entry takes; 20,000 is all there is
   */
  public RecentReads(Function<K, V> read, Weigher<K, V> weigher) {
    this.read = read;
    // Not by the last write: what is replaced within the memory gets no older than the rest.
    Expiry<K, V> expiry = Expiry.creating((key, value) -> REMEMBERED);
    this.cache =
        Caffeine.newBuilder()
            .expireAfter(expiry)
            .maximumWeight(AT_MOST)
            .weigher(weigher)
            .recordStats()
            .build();
  }

  /** What is known, or else what is read now. */
  public V get(K key) {
    long before = changes.get();
    V known = cache.get(key, read);
    if (changes.get() == before) {
      return known;
    }
    // Read while something changed, it may be what was before.
    cache.invalidate(key);
    return read.apply(key);
  }

  /** How often something was known, and how often it was read. */
  public CacheStats stats() {
    return cache.stats();
  }

  /** Has this read anew the next time. */
  public void forget(K key) {
    cache.invalidate(key);
  }

  /** The same for all that a change may have made out of date. */
  public void forgetIf(Predicate<Map.Entry<K, V>> outdated) {
    changes.incrementAndGet();
    cache.asMap().entrySet().removeIf(outdated);
  }

  /** Replaces what is remembered, if it is, by what this process knows better. */
  public void update(K key, UnaryOperator<V> better) {
    cache.asMap().computeIfPresent(key, (same, known) -> better.apply(known));
  }
}
