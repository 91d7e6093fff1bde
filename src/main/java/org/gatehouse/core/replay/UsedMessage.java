package org.gatehouse.core.replay;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That a message was accepted; its key keeps it from being accepted again. */
@Entity
@Table(name = "used_message")
class UsedMessage {
  @Id
  @Column(name = "message_hash")
  private String messageHash;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected UsedMessage() {}

  UsedMessage(String messageHash, Instant expiresAt) {
    this.messageHash = messageHash;
    this.expiresAt = expiresAt;
  }

  String hash() {
    return messageHash;
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
