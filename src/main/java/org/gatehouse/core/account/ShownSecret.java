package org.gatehouse.core.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A secret that was just made, until its maker has seen it. */
@Entity
@Table(name = "shown_secret")
class ShownSecret {
  @Id private UUID id;

  @Column(name = "session_id")
  private UUID sessionId;

  @Column private String sealed;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected ShownSecret() {}

  ShownSecret(UUID id, UUID sessionId, String sealed, Instant expiresAt) {
    this.id = id;
    this.sessionId = sessionId;
    this.sealed = sealed;
    this.expiresAt = expiresAt;
  }

  String sealed() {
    return sealed;
  }
}
