package org.gatehouse.core.oauth.logout;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.oauth.grant.EndedLogin;

/** That a client is to be told of a login that is over. */
@Entity
@Table(name = "logout_message")
class LogoutMessage {
  @Id private UUID id;

  @Column(name = "client_id")
  private UUID clientId;

  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "session_id")
  private UUID sessionId;

  private int attempts;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA. */
  protected LogoutMessage() {}

  LogoutMessage(EndedLogin login, Instant now, Duration useful) {
    this.id = UUID.randomUUID();
    this.clientId = login.clientId();
    this.userId = login.userId();
    this.sessionId = login.sessionId();
    this.createdAt = now;
    this.dueAt = now;
    this.expiresAt = now.plus(useful);
  }

  UUID id() {
    return id;
  }

  UUID clientId() {
    return clientId;
  }

  UUID userId() {
    return userId;
  }

  UUID sessionId() {
    return sessionId;
  }

  int attempts() {
    return attempts;
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
