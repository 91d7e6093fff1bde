package org.gatehouse.federation.saml;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a message that took too long from one whose author has another time: a provider whose clock
 * is wrong can be told so.
 *
 * @param now what time it is here
 * @param askedAt when we asked for the message; nothing if nobody did
 * @param tolerance by how much clocks may differ
 */
record Clocks(Instant now, Optional<Instant> askedAt, Duration tolerance) {
  /** Whether that hasn't come yet. */
  boolean isEarly(@Nullable Instant from) {
    return from != null && from.minus(tolerance).isAfter(now);
  }

  /** Whether that is over. */
  boolean isLate(@Nullable Instant until) {
    return until != null && !until.plus(tolerance).isAfter(now);
  }

  /**
   * Why a message isn't good now.
   *
   * @param issued when it was written, by the clock of who wrote it
   */
  SamlRefused refusal(@Nullable Instant issued) {
    if (issued == null) {
      return new SamlRefused(SamlRefusal.EXPIRED);
    }
    if (isEarly(issued)) {
      return differ(Duration.between(now, issued), "ahead");
    }
    Optional<Instant> later = askedAt.filter(asked -> issued.plus(tolerance).isBefore(asked));
    return later.isPresent()
        ? differ(Duration.between(issued, later.get()), "behind")
        : new SamlRefused(
            SamlRefusal.EXPIRED, "written " + Duration.between(issued, now).toSeconds() + " s ago");
  }

  private static SamlRefused differ(Duration by, String how) {
    return new SamlRefused(
        SamlRefusal.CLOCKS_DIFFER,
        "the provider's clock is at least " + by.toSeconds() + " s " + how);
  }
}
