package org.gatehouse.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A link of the chain: an entry of the audit log, and a hash that says what was before it. */
@Entity
@Table(name = "audit_link")
public class AuditLink {
  @Id private long number;

  @Column(name = "event_id")
  private UUID eventId;

  @Column private String hash;

  /** For JPA. */
  protected AuditLink() {}

  AuditLink(long number, UUID eventId, String hash) {
    this.number = number;
    this.eventId = eventId;
    this.hash = hash;
  }

  long number() {
    return number;
  }

  UUID eventId() {
    return eventId;
  }

  String hash() {
    return hash;
  }
}
