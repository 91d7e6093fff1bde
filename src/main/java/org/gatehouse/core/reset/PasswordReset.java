package org.gatehouse.core.reset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.gatehouse.core.address.MailedLink;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.jspecify.annotations.Nullable;

/** That whoever has the token of a mail may choose a new password for this user, once. */
@Entity
@Table(name = "password_reset")
class PasswordReset extends MailedLink {
  /** The address the mail went to, in lower case. */
  @Column(name = "email_key")
  private String emailKey;

  /** The network of who has asked for the mail. */
  @Column(name = "asked_from")
  private String askedFrom;

  /** Since when somebody is about to use it. */
  @Column(name = "claimed_at")
  private @Nullable Instant claimedAt;

  protected PasswordReset() {}

  PasswordReset(
      String tokenHash, User user, String askedFrom, Instant createdAt, Instant expiresAt) {
    super(tokenHash, user, user.resetEmail(), createdAt, expiresAt);
    this.emailKey = new EmailAddress(user.resetEmail()).key();
    this.askedFrom = askedFrom;
  }

  /** Whether the user is still the one to whom the mail was sent. */
  boolean isFor(User present) {
    return present.isActive() && present.resetEmail().equals(email());
  }
}
