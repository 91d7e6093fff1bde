package org.gatehouse.core.credential;

/** What proved who somebody is: it may be worth nothing a moment later. */
@FunctionalInterface
public interface Proof {
  /** Whether it would prove the same now; asks the database, but computes no hash. */
  boolean isCurrent();
}
