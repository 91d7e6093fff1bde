package org.gatehouse.bench.inner;

import org.gatehouse.core.credential.password.ProductHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A password compared with its hash, as each login does. */
@State(Scope.Benchmark)
public class PasswordBenchmark {
  private static final String PASSWORD = "correct horse battery staple";

  /** Memory in KiB, iterations, parallelism: our default, Keycloak's. */
  @Param({"19456,2,1", "7168,5,1"})
  public String cost;

  private ProductHash hash;
  private String stored;

  /** Makes the hash to compare with. */
  @Setup
  public void hash() {
    String[] parts = cost.split(",");
    hash =
        ProductHash.of(
            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    stored = hash.phc(PASSWORD);
  }

  /** One comparison. */
  @Benchmark
  public boolean argon2id() {
    return hash.matches(PASSWORD, stored);
  }
}
