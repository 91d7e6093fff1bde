package org.gatehouse.federation.saml;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A request of ours to end somebody's session at a provider, until it is answered. */
@Entity
@Table(name = "saml_logout")
class LogoutUnderWay {
  @Id
  @Column(name = "request_id")
  private String requestId;

  @Column(name = "provider_id")
  private UUID providerId;

  @Column(name = "return_to")
  private String returnTo;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected LogoutUnderWay() {}

  /**
   * @param requestId the ID of our request
   * @param returnTo where the person wants to go after it
   */
  LogoutUnderWay(String requestId, UUID providerId, String returnTo, Instant expiresAt) {
    this.requestId = requestId;
    this.providerId = providerId;
    this.returnTo = returnTo;
    this.expiresAt = expiresAt;
  }

  UUID providerId() {
    return providerId;
  }

  String returnTo() {
    return returnTo;
  }
}
