package org.gatehouse.core.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.database.Duplicates;

/** Keeps the first key of each purpose; of two nodes that add one, one does. */
@Singleton
class FingerprintKeys {
  private final FingerprintKeyRows rows;

  @Inject
  FingerprintKeys(FingerprintKeyRows rows) {
    this.rows = rows;
  }

  /**
   * Keeps a sealed key, unless there is one.
   *
   * @return the one that is kept
   */
  String keep(String purpose, String sealedKey) {
    return rows.find(purpose)
        .orElseGet(
            () ->
                Duplicates.addUnlessThere(
                        () -> rows.add(purpose, sealedKey), () -> rows.find(purpose).isPresent())
                    ? sealedKey
                    : rows.find(purpose).orElseThrow());
  }
}
