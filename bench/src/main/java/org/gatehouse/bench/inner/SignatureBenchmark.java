package org.gatehouse.bench.inner;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Tokens signed and verified by each algorithm; docs/decisions/token-signature.md. */
@State(Scope.Benchmark)
public class SignatureBenchmark {
  /** Which algorithm. */
  @Param public Algorithm algorithm;

  private SignedToken token;

  /** Makes a key and a token. */
  @Setup
  public void token() throws Exception {
    token = algorithm.token();
  }

  /** One signed. */
  @Benchmark
  public String sign() throws Exception {
    return token.sign();
  }

  /** One verified. */
  @Benchmark
  public boolean verify() throws Exception {
    return token.verify();
  }
}
