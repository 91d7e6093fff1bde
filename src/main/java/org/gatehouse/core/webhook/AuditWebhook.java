package org.gatehouse.core.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The webhook of a workspace. */
@Entity
@Table(name = "audit_webhook")
class AuditWebhook {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  private String address;
  private String types;
  private String outcome;

  @Column(name = "sealed_secret")
  private String sealedSecret;

  @Column(name = "sealed_old_secret")
  private @Nullable String sealedOldSecret;

  @Column(name = "old_secret_until")
  private @Nullable Instant oldSecretUntil;

  /** For JPA. */
  protected AuditWebhook() {}

  AuditWebhook(UUID workspaceId, URI address, WebhookSettings settings, String sealedSecret) {
    this.workspaceId = workspaceId;
    this.sealedSecret = sealedSecret;
    set(address, settings);
  }

  UUID workspaceId() {
    return workspaceId;
  }

  URI address() {
    return URI.create(address);
  }

  WebhookSettings settings() {
    return new WebhookSettings(
        Optional.of(address()), types.isEmpty() ? List.of() : List.of(types.split(" ")), outcome);
  }

  final void set(URI to, WebhookSettings settings) {
    this.address = to.toString();
    this.types = String.join(" ", settings.types());
    this.outcome = settings.outcome();
  }

  String sealedSecret() {
    return sealedSecret;
  }

  /** The secret before, as long as it goes on. */
  Optional<String> sealedOldSecret(Instant now) {
    return oldSecretUntil(now).map(until -> sealedOldSecret);
  }

  /** Until when the secret before goes on, if it does. */
  Optional<Instant> oldSecretUntil(Instant now) {
    return Optional.ofNullable(oldSecretUntil).filter(until -> until.isAfter(now));
  }

  /**
   * Signs by another secret from now on.
   *
   * @param sealedOld the present one, sealed as an old one
   * @param until when that ends
   */
  void replaceSecret(String sealed, String sealedOld, Instant until) {
    this.sealedSecret = sealed;
    this.sealedOldSecret = sealedOld;
    this.oldSecretUntil = until;
  }
}
