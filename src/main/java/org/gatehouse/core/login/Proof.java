package org.gatehouse.core.login;

import java.util.Optional;
import java.util.UUID;

/** What proved who somebody is: it may be worth nothing a moment later. */
@FunctionalInterface
interface Proof {
  /** Whether it would prove the same of the user as it is now; computes no hash. */
  boolean isCurrent(Claimant now);

  /** The key that is to be looked at for that, if it is one. */
  default Optional<UUID> apiKeyId() {
    return Optional.empty();
  }
}
