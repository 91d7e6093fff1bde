package org.gatehouse.core.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link SamlConnection}; null where the provider is none. */
@Embeddable
class SamlColumns {
  private @Nullable String metadata;

  @Column(name = "metadata_url")
  private @Nullable String metadataUrl;

  @Column(name = "metadata_signer")
  private @Nullable String metadataSigner;

  @Column(name = "metadata_read_at")
  private @Nullable Instant readAt;

  @Column(name = "metadata_tried_at")
  private @Nullable Instant triedAt;

  @Column(name = "metadata_problem")
  private String problem = "";

  @Column(name = "certificate_expires_at")
  private @Nullable Instant certificateExpiresAt;

  @Column(name = "metadata_valid_until")
  private @Nullable Instant validUntil;

  private boolean unsolicited;

  protected SamlColumns() {}

  SamlConnection read(String peer) {
    return new SamlConnection(
        peer,
        Objects.requireNonNull(metadata),
        Optional.ofNullable(metadataUrl).map(URI::create),
        Optional.ofNullable(metadataSigner),
        dates(),
        unsolicited);
  }

  private MetadataDates dates() {
    return new MetadataDates(
        Objects.requireNonNull(certificateExpiresAt), Optional.ofNullable(validUntil));
  }

  /** See {@link IdentityProvider#outdatedAt}. */
  Optional<Instant> outdatedAt() {
    return metadataUrl != null && problem.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(validUntil);
  }

  void note(MetadataDates dates) {
    certificateExpiresAt = dates.certificateExpiresAt();
    validUntil = dates.validUntil().orElse(null);
  }

  MetadataReading reading() {
    return new MetadataReading(
        Objects.requireNonNull(readAt), Objects.requireNonNull(triedAt), problem);
  }

  void write(SamlConnection connection, Instant now) {
    if (!connection.metadata().equals(metadata)) {
      metadata = connection.metadata();
    }
    metadataUrl = connection.metadataUrl().map(URI::toString).orElse(null);
    metadataSigner = connection.metadataSigner().orElse(null);
    note(connection.dates());
    unsolicited = connection.unsolicited();
    readAt = now;
    triedAt = now;
    problem = "";
  }

  void recordReadAttempt(Instant now, String found) {
    triedAt = now;
    problem = found;
  }
}
