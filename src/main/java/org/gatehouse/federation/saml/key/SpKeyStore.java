package org.gatehouse.federation.saml.key;

import java.util.List;

/** Where the keys of the service provider are. */
interface SpKeyStore {
  /** All of them, the oldest first. */
  List<SpKey> all();

  /**
   * Adds one, in a transaction of its own.
   *
   * @return whether its slot was free; of several at once, one is added
   */
  boolean add(SpKey key);

  /** The next key becomes the active one, and that one only decrypts from now on. */
  void useNext();

  /** Removes those that only decrypt. */
  int removeRetired();
}
