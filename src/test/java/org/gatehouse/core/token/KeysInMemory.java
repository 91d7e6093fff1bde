package org.gatehouse.core.token;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Key pairs without a database. */
final class KeysInMemory implements SigningKeyStore {
  private final Clock clock;
  private final List<SigningKey> keys = new ArrayList<>();
  private int reads;

  KeysInMemory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<SigningKey> published() {
    reads++;
    return keys.stream()
        .filter(key -> key.publishedUntil().isAfter(clock.instant()))
        .sorted(Comparator.comparing(SigningKey::signsUntil).thenComparing(SigningKey::kid))
        .toList();
  }

  @Override
  public void add(SigningKey key) {
    keys.add(key);
  }

  @Override
  public boolean remove(String kid) {
    return keys.removeIf(key -> key.kid().equals(kid));
  }

  @Override
  public void removeUnpublished() {
    keys.removeIf(key -> key.publishedUntil().isBefore(clock.instant()));
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
