package org.gatehouse.core.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.user.User;

/** A login on a page that has passed the password and awaits the second factor. */
@Entity
@Table(name = "pending_login")
class PendingLogin {
  @Id
  @Column(name = "token_hash")
  private String tokenHash;

  @ManyToOne(optional = false)
  @JoinColumn(name = "user_id")
  private User user;

  /** The hash that the password matched: after a change of it, the first step is worth nothing. */
  @Column private String phc;

  private boolean remembered;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected PendingLogin() {}

  PendingLogin(String tokenHash, User user, String phc, boolean remembered, Instant expiresAt) {
    this.tokenHash = tokenHash;
    this.user = user;
    this.phc = phc;
    this.remembered = remembered;
    this.expiresAt = expiresAt;
  }

  User user() {
    return user;
  }

  PasswordProof proof() {
    return new PasswordProof(user.id(), phc);
  }

  boolean isRemembered() {
    return remembered;
  }
}
