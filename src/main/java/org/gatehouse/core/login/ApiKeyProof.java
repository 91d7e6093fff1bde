package org.gatehouse.core.login;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody has shown a key, which is a proof for as long as it is good.
 *
 * @param id of the key
 */
record ApiKeyProof(UUID id) implements Proof {
  @Override
  public boolean isCurrent(Claimant now) {
    return now.key().filter(known -> known.id().equals(id)).isPresent();
  }

  @Override
  public Optional<UUID> apiKeyId() {
    return Optional.of(id);
  }
}
