package org.gatehouse.core.limit;

import jakarta.persistence.EntityExistsException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The table of buckets, without a database. */
class RowsInMemory extends RateBuckets {
  final Map<String, String> states = new ConcurrentHashMap<>();
  final Map<String, Instant> full = new ConcurrentHashMap<>();
  private int looks;

  int looks() {
    return looks;
  }

  @Override
  synchronized Optional<String> state(String key) {
    looks++;
    return Optional.ofNullable(states.get(key));
  }

  @Override
  void add(String key, String state, Instant fullAt) {
    if (states.putIfAbsent(key, state) != null) {
      throw new EntityExistsException(key);
    }
    full.put(key, fullAt);
  }

  @Override
  boolean replace(String key, String before, String after, Instant fullAt) {
    full.put(key, fullAt);
    return states.replace(key, before, after);
  }
}
