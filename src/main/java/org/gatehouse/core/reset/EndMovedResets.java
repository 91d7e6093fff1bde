package org.gatehouse.core.reset;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.gatehouse.core.address.AddressMoved;

/** Ends what was sent to an address that is a user's no longer: it may be why there is another. */
@Singleton
class EndMovedResets {
  private final PasswordResets resets;
  private final Clock clock;

  @Inject
  EndMovedResets(PasswordResets resets, Clock clock) {
    this.resets = resets;
    this.clock = clock;
  }

  void onMove(@Observes AddressMoved moved) {
    resets.endOf(List.of(moved.user()), clock.instant());
  }
}
