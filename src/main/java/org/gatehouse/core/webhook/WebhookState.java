package org.gatehouse.core.webhook;

import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.audit.delivery.DeliverAudit;

/**
 * How it goes with a webhook.
 *
 * @param deliveredAt when entries have last come there
 * @param failedAt when entries have last not come there
 * @param lastError why not, in an English sentence; empty if that never was
 * @param failingSince since when none have; nothing where all is well
 * @param stoppedAt when it was given up; nothing where it goes on
 * @param oldSecretUntil until when the secret before signs as well, if it does
 * @param waiting what waits
 */
public record WebhookState(
    Optional<Instant> deliveredAt,
    Optional<Instant> failedAt,
    String lastError,
    Optional<Instant> failingSince,
    Optional<Instant> stoppedAt,
    Optional<Instant> oldSecretUntil,
    DeliverAudit.Waiting waiting) {

  /** In a word: {@code active}, {@code failing} or {@code stopped}. */
  public String word() {
    if (stoppedAt.isPresent()) {
      return "stopped";
    }
    return failingSince.isPresent() ? "failing" : "active";
  }
}
