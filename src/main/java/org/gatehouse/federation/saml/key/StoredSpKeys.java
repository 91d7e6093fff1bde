package org.gatehouse.federation.saml.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.util.List;

/** Keys of the service provider in the database; of two nodes that add one, one does. */
@Singleton
class StoredSpKeys implements SpKeyStore {
  private final SpKeyRows rows;

  @Inject
  StoredSpKeys(SpKeyRows rows) {
    this.rows = rows;
  }

  @Override
  public List<SpKey> all() {
    return rows.all();
  }

  @Override
  public boolean add(SpKey key) {
    try {
      rows.add(key);
      return true;
    } catch (PersistenceException | TransactionalException e) {
      if (rows.all().stream().anyMatch(other -> other.slot() == key.slot())) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void useNext() {
    rows.useNext();
  }

  @Override
  public int removeRetired() {
    return rows.removeRetired();
  }
}
