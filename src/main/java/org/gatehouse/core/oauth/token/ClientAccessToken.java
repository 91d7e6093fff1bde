package org.gatehouse.core.oauth.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an access token of a client says (RFC 9068, 2.2).
 *
 * @param id its {@code jti}
 * @param keyId which of our keys has signed it
 * @param issuer its {@code iss}
 * @param subject its {@code sub}: who has logged in, or the client itself where nobody has
 * @param grantId of which grant it comes; of none where nobody has logged in
 * @param clientId who got it
 * @param scopes what it is good for
 * @param audience for whom
 * @param key to which key it is bound, by its thumbprint; to none where anybody may use it who has
 *     it
 * @param issuedAt since when
 * @param expiresAt until when
 */
public record ClientAccessToken(
    String id,
    String keyId,
    String issuer,
    String subject,
    Optional<UUID> grantId,
    String clientId,
    Set<String> scopes,
    List<String> audience,
    Optional<String> key,
    Instant issuedAt,
    Instant expiresAt) {
  /** How it has to be shown. */
  public TokenType type() {
    return TokenType.of(key);
  }
}
