package org.gatehouse.core.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts to a hundred, in this process: for what keeps a table small, needn't be exact, and would
 * cost each request a statement.
 *
 * @param <K> what is counted by
 */
public final class EachHundredth<K> {
  private static final int HUNDRED = 100;
  private static final int AT_MOST = 10_000;

  private final Cache<K, AtomicInteger> counts = Caffeine.newBuilder().maximumSize(AT_MOST).build();

  /** Counts one more; answers whether it is a hundredth. */
  public boolean isNow(K key) {
    return counts.get(key, first -> new AtomicInteger()).incrementAndGet() % HUNDRED == 0;
  }
}
