package org.gatehouse.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.address.Addresses;
import org.gatehouse.core.database.JpaOldRows;

/** Removes links for confirming addresses that nobody has followed in time. */
@Singleton
public class RemoveConfirmations implements Chore {
  private final Addresses addresses;

  @Inject
  RemoveConfirmations(Addresses addresses) {
    this.addresses = addresses;
  }

  @Override
  public String what() {
    return "removing links for confirming addresses";
  }

  @Override
  public void run() {
    JpaOldRows.inBatches(addresses::removeExpired);
  }
}
