package org.gatehouse.core.credential.totp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The authenticator app of a user: being enrolled until a code has confirmed it. */
@Entity
@Table(name = "totp_credential")
public class TotpCredential {
  @Id
  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "encrypted_secret")
  private String encryptedSecret;

  /**
   * The hash of the session or login in which it was begun, which alone may show and confirm it;
   * null where a version before has begun it.
   */
  @Column(name = "begun_by")
  private @Nullable String begunBy;

  @Column(name = "begun_at")
  private Instant begunAt;

  @Column(name = "confirmed_at")
  private @Nullable Instant confirmedAt;

  /** The time step of the last code accepted; only codes of later steps are. */
  @Column(name = "last_step")
  private long lastStep;

  /** For JPA. */
  protected TotpCredential() {}

  TotpCredential(UUID userId, String encryptedSecret, String begunBy, Instant begunAt) {
    this.userId = userId;
    this.encryptedSecret = encryptedSecret;
    this.begunBy = begunBy;
    this.begunAt = begunAt;
  }

  UUID userId() {
    return userId;
  }

  String encryptedSecret() {
    return encryptedSecret;
  }

  /** Whether it is being enrolled, and was begun there, after that moment. */
  boolean isEnrolling(String by, Instant since) {
    return confirmedAt == null && by.equals(begunBy) && begunAt.isAfter(since);
  }

  /** Whether a code has confirmed it: from then on a login needs one. */
  public boolean isConfirmed() {
    return confirmedAt != null;
  }
}
