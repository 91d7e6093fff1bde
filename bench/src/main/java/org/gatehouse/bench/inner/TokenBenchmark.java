package org.gatehouse.bench.inner;

import org.gatehouse.core.token.ProductTokens;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Tokens issued and verified by the product's own classes, without the database behind them. */
public class TokenBenchmark {
  /** One issued. */
  @Benchmark
  public String issue(Tokens tokens) {
    return tokens.all.issue();
  }

  /** One verified that was never seen before. */
  @Benchmark
  public boolean verifyTheFirstTime(Stranger stranger) {
    return stranger.verifier.accepts(stranger.token);
  }

  /** One verified again. */
  @Benchmark
  public boolean verifyAgain(Tokens tokens) {
    return tokens.verifier.accepts(tokens.token);
  }

  /** What has been set up. */
  @State(Scope.Benchmark)
  public static class Tokens {
    final ProductTokens all = new ProductTokens();
    final String token = all.issue();
    final ProductTokens.Verifier verifier = all.verifier();
  }

  /** Somebody new for each token. */
  @State(Scope.Thread)
  public static class Stranger {
    final ProductTokens all = new ProductTokens();
    final String token = all.issue();
    ProductTokens.Verifier verifier;

    /** Forgets the token. */
    @Setup(Level.Invocation)
    public void forget() {
      verifier = all.verifier();
    }
  }
}
