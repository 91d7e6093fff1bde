package org.gatehouse.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A link of the chain: an entry of the audit log, and a hash that says what was before it. */
@Entity
@Table(name = "audit_link")
public class AuditLink {
  @Id private long number;

  @Column(name = "event_id")
  private UUID eventId;

  @Column(name = "sealed_at")
  private Instant sealedAt;

  @Column private String hash;

  /** For JPA. */
  protected AuditLink() {}

  /**
   * @param sealedAt in microseconds
   */
  AuditLink(long number, UUID eventId, Instant sealedAt, String hash) {
    this.number = number;
    this.eventId = eventId;
    this.sealedAt = sealedAt;
    this.hash = hash;
  }

  long number() {
    return number;
  }

  UUID eventId() {
    return eventId;
  }

  /** When it was made: its entry is no younger, whatever that is dated. */
  Instant sealedAt() {
    return sealedAt;
  }

  String hash() {
    return hash;
  }
}
