package org.gatehouse.core.audit.delivery;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How it went to hand entries over.
 *
 * @param result how
 * @param problem why not, in a sentence; empty unless it failed
 * @param upTo the last number that was handed over, if not all were
 */
public record Handed(Result result, String problem, OptionalLong upTo) {
  /** How it goes. */
  public enum Result {
    /** None of the entries is wanted. */
    UNWANTED,
    /** They have come there. */
    DELIVERED,
    /** They haven't, as far as is known. */
    FAILED,
    /** They haven't, and nobody wants to hear of any others. */
    REFUSED
  }

  public static final Handed UNWANTED = new Handed(Result.UNWANTED, "", OptionalLong.empty());

  /** All of them have come there. */
  public static final Handed DELIVERED = new Handed(Result.DELIVERED, "", OptionalLong.empty());

  /** Those up to this number have come there. */
  public static Handed deliveredUpTo(long number) {
    return new Handed(Result.DELIVERED, "", OptionalLong.of(number));
  }

  public static Handed failed(String problem) {
    return new Handed(Result.FAILED, problem, OptionalLong.empty());
  }

  /** Whoever is there says that nothing is wanted there, ever. */
  public static Handed refused(String problem) {
    return new Handed(Result.REFUSED, problem, OptionalLong.empty());
  }

  /** Why not, if it failed. */
  public Optional<String> failure() {
    return result == Result.FAILED || result == Result.REFUSED
        ? Optional.of(problem)
        : Optional.empty();
  }
}
