package org.gatehouse.core.credential.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey of a user: what its authenticator has told of it (a credential record, 4). */
@Entity
@Table(name = "passkey")
public class Passkey {
  @Id private UUID id;

  @Column(name = "user_id")
  private UUID userId;

  /** As its authenticator knows it, in URL-safe Base64. */
  @Column(name = "credential_id")
  private String credentialId;

  /** AAGUID, credential id and public key (attested credential data, 6.5.1), in the same Base64. */
  @Column(name = "credential_data")
  private String credentialData;

  private String name;

  /** How often it has signed, as the authenticator counts; 0 for ever where it doesn't. */
  @Column(name = "sign_count")
  private long signCount;

  @Column(name = "backup_eligible")
  private boolean backupEligible;

  @Column(name = "backed_up")
  private boolean backedUp;

  /** How browsers reach the authenticator, apart by spaces: {@code internal hybrid}. */
  private String transports;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_used_at")
  private @Nullable Instant lastUsedAt;

  /** For JPA. */
  protected Passkey() {}

  Passkey(UUID userId, NewPasskey made, PasskeyName name, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.userId = userId;
    this.credentialId = made.credentialId();
    this.credentialData = made.credentialData();
    this.name = name.value();
    this.signCount = made.signCount();
    this.backupEligible = made.backupEligible();
    this.backedUp = made.backedUp();
    this.transports = String.join(" ", made.transports());
    this.createdAt = createdAt;
  }

  /** By which we know it. */
  public UUID id() {
    return id;
  }

  /** Whose it is. */
  public UUID userId() {
    return userId;
  }

  /** By which browsers know it, in URL-safe Base64. */
  public String credentialId() {
    return credentialId;
  }

  String credentialData() {
    return credentialData;
  }

  /** What the person calls it. */
  public String name() {
    return name;
  }

  long signCount() {
    return signCount;
  }

  /** Whether it may be on several devices of the person. */
  public boolean isBackupEligible() {
    return backupEligible;
  }

  /** Whether it was on several when it was last used, or its loss would cost nothing. */
  public boolean isBackedUp() {
    return backedUp;
  }

  List<String> transports() {
    return transports.isEmpty() ? List.of() : List.of(transports.split(" "));
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it was last used; nothing if it never was. */
  public Optional<Instant> lastUsedAt() {
    return Optional.ofNullable(lastUsedAt);
  }

  void rename(PasskeyName to) {
    name = to.value();
  }
}
