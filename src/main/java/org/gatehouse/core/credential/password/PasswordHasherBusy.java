package org.gatehouse.core.credential.password;

import java.time.Duration;

/** Says that more passwords are being checked than the memory set aside for it allows. */
public final class PasswordHasherBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  PasswordHasherBusy(Duration retryAfter) {
    super("Too many passwords are being checked at once.", null, false, false);
    this.retryAfter = retryAfter;
  }

  /** When it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
