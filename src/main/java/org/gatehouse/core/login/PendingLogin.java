package org.gatehouse.core.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import org.gatehouse.core.credential.AuthenticationMethod;
import org.gatehouse.core.credential.password.PasswordProof;
import org.gatehouse.core.user.User;
import org.jspecify.annotations.Nullable;

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

  /** What was shown by who has to set up a second factor; null where one is to be shown. */
  private @Nullable String shown;

  protected PendingLogin() {}

  PendingLogin(
      String tokenHash, PasswordProof proof, User user, boolean remembered, Instant expiresAt) {
    this.tokenHash = tokenHash;
    this.user = user;
    this.phc = proof.phc();
    this.remembered = remembered;
    this.expiresAt = expiresAt;
  }

  User user() {
    return user;
  }

  PasswordProof proof() {
    return new PasswordProof(user.id(), phc);
  }

  /** From now on it awaits that a second factor is set up. */
  void awaitEnrolment(Set<AuthenticationMethod> methods) {
    shown = AuthenticationMethod.format(methods);
  }

  /** Whether a second factor has to be set up, and none is to be shown. */
  boolean awaitsEnrolment() {
    return shown != null;
  }

  /** What was shown until now. */
  Set<AuthenticationMethod> shown() {
    return shown == null
        ? Set.of(AuthenticationMethod.PASSWORD)
        : AuthenticationMethod.parse(shown);
  }

  boolean isRemembered() {
    return remembered;
  }
}
