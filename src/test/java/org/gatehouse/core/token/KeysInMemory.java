package org.gatehouse.core.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Key pairs without a database. */
final class KeysInMemory extends SigningKeyRows {
  private final List<SigningKey> keys = new ArrayList<>();
  private int reads;

  @Override
  List<SigningKey> published(Instant now) {
    reads++;
    return keys.stream()
        .filter(key -> key.publishedUntil().isAfter(now))
        .sorted(Comparator.comparing(SigningKey::signsUntil).thenComparing(SigningKey::kid))
        .toList();
  }

  @Override
  void add(SigningKey key) {
    keys.add(key);
  }

  @Override
  boolean remove(String kid) {
    return keys.removeIf(key -> key.kid().equals(kid));
  }

  @Override
  void removeUnpublished(Instant now) {
    keys.removeIf(key -> key.publishedUntil().isBefore(now));
  }

  /** How many there are, published or not. */
  int size() {
    return keys.size();
  }

  /** How often somebody asked. */
  int reads() {
    return reads;
  }
}
