package org.gatehouse.bench.row;

/** Keys of what a row can't exceed, measured without Gatehouse. */
public final class Limit {
  /** The hash at Keycloak's cost, on all cores. */
  public static final String HASH = "bare-hash";

  /** The hash at Gatehouse's own cost. */
  public static final String HASH_DEFAULT = "bare-hash-default";

  /** A signature of the size of a token. */
  public static final String SIGNATURE = "bare-signature";

  /** A GET of JAX-RS in a WAR that has nothing else. */
  public static final String JAXRS = "bare-jaxrs";

  private Limit() {}
}
