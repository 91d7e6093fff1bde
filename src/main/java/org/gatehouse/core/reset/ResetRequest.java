package org.gatehouse.core.reset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** That somebody asked for a mail; whose the address is, if anybody's, isn't known yet. */
@Entity
@Table(name = "password_reset_request")
class ResetRequest {
  @Id private UUID id;

  /** Sealed: people type all sorts of things, and most of it is nobody's. */
  @Column(name = "sealed_email")
  private String sealedEmail;

  private String language;
  private String address;

  @Column(name = "requested_at")
  private Instant requestedAt;

  protected ResetRequest() {}

  ResetRequest(UUID id, String sealedEmail, String language, String address, Instant now) {
    this.id = id;
    this.sealedEmail = sealedEmail;
    this.language = language;
    this.address = address;
    this.requestedAt = now;
  }

  UUID id() {
    return id;
  }

  String sealedEmail() {
    return sealedEmail;
  }

  /** What the person likes to read, if that is known. */
  Optional<String> language() {
    return Optional.of(language).filter(tag -> !tag.isEmpty());
  }

  String address() {
    return address;
  }

  Instant requestedAt() {
    return requestedAt;
  }
}
