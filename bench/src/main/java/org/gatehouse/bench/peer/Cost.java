package org.gatehouse.bench.peer;

import java.util.Locale;

/**
 * What a hash of a password by Argon2id costs.
 *
 * @param memoryKib memory
 * @param iterations passes
 * @param parallelism lanes
 */
public record Cost(int memoryKib, int iterations, int parallelism) {
  /** What Keycloak takes unless it is told otherwise. */
  public static final Cost KEYCLOAK = new Cost(7_168, 5, 1);

  /** What Gatehouse takes unless it is told otherwise. */
  public static final Cost GATEHOUSE = new Cost(19_456, 2, 1);

  /** As hashes have it. */
  public String text() {
    return String.format(Locale.ROOT, "m=%d t=%d p=%d", memoryKib, iterations, parallelism);
  }
}
