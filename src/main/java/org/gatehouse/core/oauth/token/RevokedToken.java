package org.gatehouse.core.oauth.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An access token that counts no longer, for as long as it would. */
@Entity
@Table(name = "revoked_token")
class RevokedToken {
  @Id
  @Column(name = "token_id")
  private String tokenId;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA. */
  protected RevokedToken() {}

  RevokedToken(String tokenId, Instant expiresAt) {
    this.tokenId = tokenId;
    this.expiresAt = expiresAt;
  }
}
