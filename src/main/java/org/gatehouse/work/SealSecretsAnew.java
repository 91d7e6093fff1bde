package org.gatehouse.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gatehouse.core.secret.SealAnew;

/** Has what another master key has sealed sealed by the present one. */
@Singleton
public class SealSecretsAnew implements Chore {
  private final SealAnew sealAnew;

  @Inject
  SealSecretsAnew(SealAnew sealAnew) {
    this.sealAnew = sealAnew;
  }

  @Override
  public String what() {
    return "sealing secrets anew";
  }

  @Override
  public void run() {
    var unused = sealAnew.run();
  }
}
