package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.database.JpaOldRows;
import org.gatehouse.work.Chore;

/** Removes logouts of ours that no provider has answered. */
@Singleton
public class RemoveLogouts implements Chore {
  private final Logouts logouts;

  @Inject
  RemoveLogouts(Logouts logouts) {
    this.logouts = logouts;
  }

  @Override
  public String what() {
    return "removing logouts that were not answered";
  }

  @Override
  public void run() {
    JpaOldRows.inBatches(logouts::removeExpired);
  }
}
