package org.gatehouse.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Numbers of arrival that no entry had when later ones were linked: either of a transaction that
 * hadn't ended, or of none. A large one is where somebody has moved a number ahead, or the database
 * its counter: entries go on to come in it, and it ends where they have come.
 */
@Entity
@Table(name = "audit_gap")
public class AuditGap {
  @Id
  @Column(name = "first_arrival")
  private long first;

  @Column(name = "last_arrival")
  private long last;

  @Column(name = "seen_at")
  private Instant seenAt;

  /** For JPA. */
  protected AuditGap() {}

  AuditGap(long first, long last, Instant seenAt) {
    this.first = first;
    this.last = last;
    this.seenAt = seenAt;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  Instant seenAt() {
    return seenAt;
  }
}
