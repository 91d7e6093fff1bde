package org.gatehouse.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.account.ShownSecrets;
import org.gatehouse.work.Chore;

/** Removes the secrets that no page shows any longer. */
@Singleton
public class RemoveShownSecrets implements Chore {
  private final ShownSecrets secrets;

  @Inject
  RemoveShownSecrets(ShownSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public String what() {
    return "removing secrets that were shown";
  }

  @Override
  public void run() {
    secrets.removeExpired();
  }
}
