package org.gatehouse.core.credential.password;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The password of a user: its hash, and whether somebody else chose it. */
@Entity
@Table(name = "password_credential")
public class PasswordCredential {
  @Id
  @Column(name = "user_id")
  private UUID userId;

  private String phc;
  private boolean initial;

  @Column(name = "expires_at")
  private @Nullable Instant expiresAt;

  @Column(name = "changed_at")
  private Instant changedAt;

  /** For JPA. */
  protected PasswordCredential() {}

  PasswordCredential(UUID userId, String phc, Instant now) {
    this.userId = userId;
    this.phc = phc;
    this.changedAt = now;
  }

  UUID userId() {
    return userId;
  }

  void set(String newPhc, Instant now) {
    phc = newPhc;
    changedAt = now;
    initial = false;
    expiresAt = null;
  }

  void makeInitial(Instant until) {
    initial = true;
    expiresAt = until;
  }

  void end(Instant now) {
    expiresAt = now;
  }

  /** Whether it is still the password that was proven. */
  public boolean isOf(PasswordProof proof) {
    return phc.equals(proof.phc());
  }

  StoredHash hash() {
    return StoredHash.parse(phc);
  }

  Instant changedAt() {
    return changedAt;
  }

  /** Whether somebody else chose it, so that it must be changed before anything else. */
  public boolean isInitial() {
    return initial;
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }
}
