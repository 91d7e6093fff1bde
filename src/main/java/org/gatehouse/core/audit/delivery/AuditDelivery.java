package org.gatehouse.core.audit.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where somebody is in the audit log to whom it is sent. Its rows change by updates alone. */
@Entity
@Table(name = "audit_delivery")
public class AuditDelivery {
  @Id private UUID id;

  @Column private String kind;

  @Column(name = "last_number")
  private long lastNumber;

  private int attempts;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "failing_since")
  private @Nullable Instant failingSince;

  @Column(name = "stopped_at")
  private @Nullable Instant stoppedAt;

  @Column(name = "delivered_at")
  private @Nullable Instant deliveredAt;

  @Column(name = "failed_at")
  private @Nullable Instant failedAt;

  @Column(name = "last_error")
  private String lastError = "";

  /** For JPA. */
  protected AuditDelivery() {}

  AuditDelivery(UUID id, DeliveryKind kind, long lastNumber, Instant now) {
    this.id = id;
    this.kind = kind.word();
    this.lastNumber = lastNumber;
    this.createdAt = now;
    this.dueAt = now;
  }

  UUID id() {
    return id;
  }

  /** The number of the last link that has come there, or isn't wanted there. */
  public long lastNumber() {
    return lastNumber;
  }

  /** How often it was tried since something has last come there; tells who has taken it. */
  int attempts() {
    return attempts;
  }

  /** When it is tried again, at the earliest. */
  public Instant dueAt() {
    return dueAt;
  }

  /** Since when nothing has come there; nothing where all is well. */
  public Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince);
  }

  /** When it was given up; nothing where it goes on. */
  public Optional<Instant> stoppedAt() {
    return Optional.ofNullable(stoppedAt);
  }

  /** When something has last come there. */
  public Optional<Instant> deliveredAt() {
    return Optional.ofNullable(deliveredAt);
  }

  /** When something has last not come there. */
  public Optional<Instant> failedAt() {
    return Optional.ofNullable(failedAt);
  }

  /** Why not, in a sentence; empty if that never was. */
  public String lastError() {
    return lastError;
  }
}
