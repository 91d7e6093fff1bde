package org.gatehouse.core.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A browser in which somebody has shown a second factor, and isn't asked for it for some days. */
@Entity
@Table(name = "trusted_device")
public class TrustedDevice {
  @Id private UUID id;

  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "user_agent")
  private String userAgent;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_used_at")
  private Instant lastUsedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA. */
  protected TrustedDevice() {}

  TrustedDevice(UUID userId, String tokenHash, String userAgent, Instant now, Instant expiresAt) {
    this.id = UUID.randomUUID();
    this.userId = userId;
    this.tokenHash = tokenHash;
    this.userAgent = userAgent;
    this.createdAt = now;
    this.lastUsedAt = now;
    this.expiresAt = expiresAt;
  }

  /** The key. */
  public UUID id() {
    return id;
  }

  String tokenHash() {
    return tokenHash;
  }

  /** What the browser calls itself. */
  public String userAgent() {
    return userAgent;
  }

  /** When the second factor was shown. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it last stood for it. */
  public Instant lastUsedAt() {
    return lastUsedAt;
  }

  /** When it is trusted no longer, at the latest. */
  public Instant expiresAt() {
    return expiresAt;
  }

  void use(Instant now) {
    lastUsedAt = now;
  }
}
