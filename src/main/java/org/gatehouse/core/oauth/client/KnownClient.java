package org.gatehouse.core.oauth.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A client as it was a moment ago.
 *
 * @param id its {@code client_id}
 * @param owner whose it is
 * @param metadata what is known of it
 * @param secrets the hashes of its secrets, each with the moment when it ends, if it does
 * @param lastUsedAt when it last got a token, to the minute
 */
public record KnownClient(
    UUID id,
    ClientOwner owner,
    ClientMetadata metadata,
    Map<String, Optional<Instant>> secrets,
    Optional<Instant> lastUsedAt) {
  /** What it calls itself in requests (RFC 6749, 2.2). */
  public String clientId() {
    return id.toString();
  }

  /**
   * Whether a secret with this hash is one of the client's. What was hashed has 256 random bits, so
   * that the time it takes tells nothing.
   */
  boolean has(String secretHash, Instant now) {
    Optional<Instant> end = secrets.get(secretHash);
    return end != null && end.filter(at -> !at.isAfter(now)).isEmpty();
  }

  @Override
  public String toString() {
    return "KnownClient[" + id + "]";
  }
}
