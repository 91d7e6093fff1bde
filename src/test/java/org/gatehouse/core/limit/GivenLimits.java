package org.gatehouse.core.limit;

import java.time.Clock;
import org.gatehouse.core.secret.Vault;

/** Limits that count in memory, for tests of what is limited. */
public final class GivenLimits {
  private GivenLimits() {}

  /** New ones, that have counted nothing yet. */
  public static Limits inMemory(Vault vault, Clock clock) {
    return new Limits(new RowsInMemory(), vault, clock);
  }
}
