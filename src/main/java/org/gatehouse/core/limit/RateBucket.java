package org.gatehouse.core.limit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The state of a token bucket, as Bucket4j writes it. */
@Entity
@Table(name = "rate_bucket")
class RateBucket {
  @Id
  @Column(name = "bucket_key")
  private String key;

  /** In Base64. */
  @Column private String state;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected RateBucket() {}

  RateBucket(String key, String state, Instant expiresAt) {
    this.key = key;
    this.state = state;
    this.expiresAt = expiresAt;
  }
}
