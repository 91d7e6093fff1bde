package org.gatehouse.core.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key pair that signs tokens for a time and is published for longer. Stored encrypted. */
@Entity
@Table(name = "signing_key")
class SigningKey {
  @Id private String kid;

  @Column(name = "encrypted_jwk")
  private String encryptedJwk;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "signs_until")
  private Instant signsUntil;

  @Column(name = "published_until")
  private Instant publishedUntil;

  protected SigningKey() {}

  SigningKey(
      String kid,
      String encryptedJwk,
      Instant createdAt,
      Instant signsUntil,
      Instant publishedUntil) {
    this.kid = kid;
    this.encryptedJwk = encryptedJwk;
    this.createdAt = createdAt;
    this.signsUntil = signsUntil;
    this.publishedUntil = publishedUntil;
  }

  String kid() {
    return kid;
  }

  String encryptedJwk() {
    return encryptedJwk;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant signsUntil() {
    return signsUntil;
  }

  Instant publishedUntil() {
    return publishedUntil;
  }
}
