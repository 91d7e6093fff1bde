package org.gatehouse.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One thing that happened. Written once, never changed. */
@Entity
@Table(name = "audit_event")
public class AuditEvent {
  private static final int LONGEST_DETAIL = 1_000;

  @Id private UUID id;

  @Column(name = "occurred_at")
  private Instant occurredAt;

  @Column private String type;
  @Column private String outcome;

  @Column(name = "workspace_id")
  private @Nullable UUID workspaceId;

  @Column(name = "user_id")
  private @Nullable UUID userId;

  @Column(name = "actor_id")
  private @Nullable UUID actorId;

  @Column(name = "session_id")
  private @Nullable UUID sessionId;

  @Column private String address;

  @Column(name = "user_agent")
  private String userAgent;

  @Column(name = "request_id")
  private String requestId;

  @Column private String detail;
  @Column private String changes;
  @Column private String signature = "";

  @Column(insertable = false, updatable = false)
  private long arrival;

  /** For JPA. */
  protected AuditEvent() {}

  /**
   * @param changes those of the entry, as the log keeps them
   */
  AuditEvent(Instant occurredAt, AuditEntry entry, String changes) {
    this.id = UUID.randomUUID();
    // As the databases keep it: what is signed is what is read again.
    this.occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    this.type = entry.type().word();
    this.outcome = entry.outcome();
    this.workspaceId = entry.subject().workspaceId();
    this.userId = entry.subject().userId();
    this.actorId = entry.subject().actorId();
    this.sessionId = entry.subject().sessionId();
    this.address = entry.origin().address();
    this.userAgent = entry.origin().userAgent();
    this.requestId = entry.origin().requestId();
    this.detail = entry.detail().substring(0, Math.min(entry.detail().length(), LONGEST_DETAIL));
    this.changes = changes;
  }

  /** It without who did it, in which session, from where and with what. */
  public AuditEvent withoutActor() {
    AuditEvent event = new AuditEvent();
    event.id = id;
    event.occurredAt = occurredAt;
    event.type = type;
    event.outcome = outcome;
    event.workspaceId = workspaceId;
    event.userId = userId;
    event.address = "";
    event.userAgent = "";
    event.requestId = requestId;
    event.detail = detail;
    event.changes = changes;
    return event;
  }

  /** Its key. */
  public UUID id() {
    return id;
  }

  /** When it happened. */
  public Instant occurredAt() {
    return occurredAt;
  }

  /** The word of its {@link AuditType}, or of one that another version has. */
  public String type() {
    return type;
  }

  /** How it ended: {@code ok}, or the precise reason of a refusal. */
  public String outcome() {
    return outcome;
  }

  /** About what of which workspace, if it is known. */
  public Optional<UUID> workspaceId() {
    return Optional.ofNullable(workspaceId);
  }

  /** About whom, if it is known. */
  public Optional<UUID> userId() {
    return Optional.ofNullable(userId);
  }

  /** Who did it, if somebody else than the user. */
  public Optional<UUID> actorId() {
    return Optional.ofNullable(actorId);
  }

  /** In which session, if in one. */
  public Optional<UUID> sessionId() {
    return Optional.ofNullable(sessionId);
  }

  /** From which address; empty if unknown. */
  public String address() {
    return address;
  }

  /** With which program, as it calls itself; empty if unknown. */
  public String userAgent() {
    return userAgent;
  }

  /** In which request, by the name that its reply has; empty if in none. */
  public String requestId() {
    return requestId;
  }

  /** What else matters. */
  public String detail() {
    return detail;
  }

  /** What was changed, as a JSON object; empty if nothing was. */
  public String changes() {
    return changes;
  }

  /** The keyed hash of its {@link #content}; empty if a version before this one has written it. */
  String signature() {
    return signature;
  }

  void sign(String by) {
    signature = by;
  }

  /** In which order it came, as the database has counted it when it was written. */
  long arrival() {
    return arrival;
  }

  /** All that it says: each part with its length before it, so that none reads as two. */
  String content() {
    return Stream.of(
            id,
            occurredAt,
            type,
            outcome,
            workspaceId,
            userId,
            actorId,
            sessionId,
            address,
            userAgent,
            requestId,
            detail,
            changes)
        .map(part -> part == null ? "-" : part.toString().length() + ":" + part)
        .collect(Collectors.joining());
  }

  /** The place after it. */
  public AuditCursor cursor() {
    return new AuditCursor(occurredAt, id);
  }
}
