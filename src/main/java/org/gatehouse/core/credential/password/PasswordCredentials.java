package org.gatehouse.core.credential.password;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where passwords are kept. */
interface PasswordCredentials {
  Optional<PasswordCredential> of(UUID userId);

  /**
   * Sets the hash, in the transaction of the caller; the credential is theirs to change further.
   */
  PasswordCredential set(UUID userId, String phc, Instant now);

  /**
   * Replaces a hash by a stronger one of the same password, unless it was changed meanwhile;
   * answers whether it was replaced.
   */
  boolean strengthen(UUID userId, String oldPhc, String newPhc);
}
