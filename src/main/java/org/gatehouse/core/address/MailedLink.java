package org.gatehouse.core.address;

import jakarta.persistence.Column;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.core.user.User;

/**
 * What whoever has the token of a mail may do for a user, once. Who has it reads mail at the
 * address to which it was sent; of the token only a hash is stored.
 */
@MappedSuperclass
public abstract class MailedLink {
  @Id private UUID id;

  @Column(name = "token_hash")
  private String tokenHash;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "user_id")
  private User user;

  private String email;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  /** For JPA. */
  protected MailedLink() {}

  /**
   * @param email where the mail goes
   */
  protected MailedLink(
      String tokenHash, User user, String email, Instant createdAt, Instant expiresAt) {
    this.id = UUID.randomUUID();
    this.tokenHash = tokenHash;
    this.user = user;
    this.email = email;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  /** For whom it is good. */
  public User user() {
    return user;
  }

  /** Where the mail went: whoever reads another address by now has another mailbox. */
  public String email() {
    return email;
  }

  /** When the mail was written. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Until when the link is good. */
  public Instant expiresAt() {
    return expiresAt;
  }
}
