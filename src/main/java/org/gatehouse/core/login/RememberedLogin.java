package org.gatehouse.core.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.login.LoginOutcome.LoggedIn;
import org.gatehouse.core.token.AccessToken;

/** A login that is recognised without its password being hashed again. */
final class RememberedLogin {
  /** A change made by another node counts within five seconds. */
  private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(4);

  private final UUID sessionId;
  private final UUID userId;
  private final Proof proof;
  private final Optional<UUID> apiKeyId;
  private final AccessToken token;
  private volatile Instant checkedAt;

  RememberedLogin(LoggedIn login, AccessToken token, Instant checkedAt) {
    // Only what is needed: there may be thousands.
    this.sessionId = login.caller().sessionId();
    this.userId = login.caller().userId();
    this.proof = login.proof();
    this.apiKeyId = login.proof().apiKeyId();
    this.token = token;
    this.checkedAt = checkedAt;
  }

  /** The session that it opened. */
  UUID sessionId() {
    return sessionId;
  }

  /** A token of that session for the cookie. */
  AccessToken token() {
    return token;
  }

  UUID userId() {
    return userId;
  }

  /**
   * Whether what proved it is still a proof.
   *
   * @param claimants asked, unless they were a moment ago
   */
  boolean isProven(Claimants claimants, Instant now) {
    if (checkedAt.plus(BETWEEN_CHECKS).isAfter(now)) {
      return true;
    }
    if (claimants.withId(userId, apiKeyId, now).filter(proof::isCurrent).isEmpty()) {
      return false;
    }
    checkedAt = now;
    return true;
  }
}
