package org.gatehouse.federation.saml.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key pair of the service provider, with its certificate. The private key is sealed. */
@Entity
@Table(name = "saml_key")
class SpKey {
  /** What a key is for; there is one of each at the most. */
  enum Slot {
    /** A key that signs and decrypts. */
    ACTIVE,
    /** Providers may know it already; it will sign, and decrypts. */
    NEXT
  }

  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private @Nullable Slot slot;

  private String certificate;

  @Column(name = "sealed_key")
  private String sealedKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected SpKey() {}

  SpKey(
      UUID id,
      Slot slot,
      String certificate,
      String sealedKey,
      Instant createdAt,
      Instant expiresAt) {
    this.id = id;
    this.slot = slot;
    this.certificate = certificate;
    this.sealedKey = sealedKey;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  UUID id() {
    return id;
  }

  /** Nothing for a key that only decrypts what providers that haven't read of the new one send. */
  @Nullable Slot slot() {
    return slot;
  }

  /** X.509, DER in Base64. */
  String certificate() {
    return certificate;
  }

  String sealedKey() {
    return sealedKey;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
