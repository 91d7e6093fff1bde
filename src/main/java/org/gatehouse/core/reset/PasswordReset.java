package org.gatehouse.core.reset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.jspecify.annotations.Nullable;

/** That whoever has the token of a mail may choose a new password for this user, once. */
@Entity
@Table(name = "password_reset")
class PasswordReset {
  @Id private UUID id;

  @Column(name = "token_hash")
  private String tokenHash;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "user_id")
  private User user;

  /** Where the mail went: whoever reads another address by now has another mailbox. */
  private String email;

  /** The same address, in any case. */
  @Column(name = "email_key")
  private String emailKey;

  /** The network of who has asked for the mail. */
  @Column(name = "asked_from")
  private String askedFrom;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** Since when somebody is about to use it. */
  @Column(name = "claimed_at")
  private @Nullable Instant claimedAt;

  protected PasswordReset() {}

  PasswordReset(
      String tokenHash, User user, String askedFrom, Instant createdAt, Instant expiresAt) {
    this.id = UUID.randomUUID();
    this.tokenHash = tokenHash;
    this.user = user;
    this.email = user.email();
    this.emailKey = new EmailAddress(user.email()).key();
    this.askedFrom = askedFrom;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  User user() {
    return user;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Whether the user is still the one to whom the mail was sent. */
  boolean isFor(User present) {
    return present.isActive() && present.email().equals(email);
  }
}
