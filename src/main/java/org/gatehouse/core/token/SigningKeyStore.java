package org.gatehouse.core.token;

import java.util.List;

/** Where key pairs are kept. */
interface SigningKeyStore {
  /** Those that are to be published now, the one that stops signing first in front. */
  List<SigningKey> published();

  /** Keeps one more. */
  void add(SigningKey key);

  /**
   * Forgets one before its time.
   *
   * @return whether there was one of this name
   */
  boolean remove(String kid);

  /** Forgets those that are to be published no longer. */
  void removeUnpublished();
}
