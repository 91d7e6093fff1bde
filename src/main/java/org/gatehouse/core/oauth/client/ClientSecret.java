package org.gatehouse.core.oauth.client;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A secret of a client: all that is known of it but the secret itself. */
@Entity
@Table(name = "oauth_client_secret")
class ClientSecret {
  @Id
  @Column(name = "secret_hash")
  private String secretHash;

  @Column(name = "client_id")
  private UUID clientId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  /** For JPA. */
  protected ClientSecret() {}

  ClientSecret(UUID clientId, String secretHash, Instant now) {
    this.clientId = clientId;
    this.secretHash = secretHash;
    this.createdAt = now;
  }
}
