package org.gatehouse.bench.limit;

import org.gatehouse.core.credential.password.ProductHash;

/** The product's hash of a password and nothing else. */
public final class BareHash {
  private static final String PASSWORD = "correct horse battery staple";

  private BareHash() {}

  /**
   * Serves a {@link Loop}.
   *
   * @param cost memory in KiB, iterations, parallelism
   */
  public static void main(String... cost) throws InterruptedException {
    ProductHash hash =
        ProductHash.of(
            Integer.parseInt(cost[0]), Integer.parseInt(cost[1]), Integer.parseInt(cost[2]));
    String stored = hash.phc(PASSWORD);
    Loop.serve(
        () -> {
          if (!hash.matches(PASSWORD, stored)) {
            throw new IllegalStateException("The hash isn't that of its password");
          }
        });
  }
}
