package org.gatehouse.core.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.address.MailedLink;
import org.gatehouse.core.user.User;

/** That whoever has the token of a mail may choose the first password of this user, once. */
@Entity
@Table(name = "invitation")
public class Invitation extends MailedLink {
  /** The administrator who has had it sent. */
  @Column(name = "invited_by")
  private UUID invitedBy;

  /** For JPA. */
  protected Invitation() {}

  Invitation(String tokenHash, User user, UUID invitedBy, Instant createdAt, Instant expiresAt) {
    super(tokenHash, user, user.email(), createdAt, expiresAt);
    this.invitedBy = invitedBy;
  }

  /** Who has had it sent: the id of an administrator. */
  public UUID invitedBy() {
    return invitedBy;
  }

  /** Whether the user is still the one to whom the mail was sent. */
  boolean isFor(User present) {
    return present.email().equals(email());
  }
}
