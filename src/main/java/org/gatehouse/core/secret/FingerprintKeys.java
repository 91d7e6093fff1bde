package org.gatehouse.core.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;

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
            () -> {
              try {
                rows.add(purpose, sealedKey);
                return sealedKey;
              } catch (PersistenceException | TransactionalException e) {
                return rows.find(purpose).orElseThrow(() -> e);
              }
            });
  }
}
