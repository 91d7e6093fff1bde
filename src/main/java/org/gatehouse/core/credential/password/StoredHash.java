package org.gatehouse.core.credential.password;

/** The hash of a password as it is stored: ours, or one that came from another system. */
sealed interface StoredHash permits PasswordHash, ImportedHash {
  /**
   * Reads what is stored.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  static StoredHash parse(String stored) {
    return PasswordHash.isOurs(stored)
        ? PasswordHash.parse(stored)
        : ImportedHash.parse(stored)
            .orElseThrow(() -> new IllegalArgumentException("not the hash of a password"));
  }

  /** The text that is stored. */
  String format();
}
