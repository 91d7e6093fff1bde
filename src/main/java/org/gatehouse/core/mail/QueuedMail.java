package org.gatehouse.core.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.jspecify.annotations.Nullable;

/** An e-mail that waits for the mail server, or was given up. */
@Entity
@Table(name = "outbox")
class QueuedMail {
  @Id private UUID id;
  private String kind;

  @Column(name = "workspace_id")
  private @Nullable UUID workspaceId;

  @Column(name = "user_id")
  private @Nullable UUID userId;

  /** A keyed hash of where it goes; unknown of an e-mail that an older version has put. */
  @Column(name = "recipient_key")
  private @Nullable String recipientKey;

  @Column(name = "sealed_message")
  private String sealedMessage;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "due_at")
  private Instant dueAt;

  private int attempts;

  @Column(name = "failed_at")
  private @Nullable Instant failedAt;

  /** For JPA. */
  protected QueuedMail() {}

  QueuedMail(UUID id, Mail mail, String recipientKey, String sealedMessage, Instant createdAt) {
    this.id = id;
    this.kind = mail.kind().templateName();
    this.workspaceId = mail.to().workspaceId();
    this.userId = mail.to().userId();
    this.recipientKey = recipientKey;
    this.sealedMessage = sealedMessage;
    this.createdAt = createdAt;
    this.dueAt = createdAt;
  }

  UUID id() {
    return id;
  }

  String kind() {
    return kind;
  }

  /** The moment after which sending is no longer of use. */
  Instant usefulUntil() {
    return createdAt.plus(MailKind.useful(kind));
  }

  /** By what e-mails to one address are counted together. */
  Optional<String> recipientKey() {
    return Optional.ofNullable(recipientKey);
  }

  /** By what e-mails to one user are counted together. */
  Optional<UUID> userId() {
    return Optional.ofNullable(userId);
  }

  String sealedMessage() {
    return sealedMessage;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** How often it was taken, this time included; tells apart who has taken it. */
  int attempts() {
    return attempts;
  }

  AuditEntry audited(AuditType type, String outcome) {
    AuditEntry entry = AuditEntry.of(type, outcome).detail(kind + " " + id);
    return workspaceId != null && userId != null ? entry.about(workspaceId, userId) : entry;
  }
}
