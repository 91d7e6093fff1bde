package org.gatehouse.bench.inner;

/** A token of one algorithm, with its key. */
interface SignedToken {
  /** Signs it anew. */
  String sign() throws Exception;

  /** Verifies what was signed first. */
  boolean verify() throws Exception;
}
