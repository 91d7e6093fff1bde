package org.gatehouse.core.signon;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.user.User;
import org.jspecify.annotations.Nullable;

/** That a provider means a user of ours by a subject. */
@Entity
@Table(name = "linked_identity")
@IdClass(LinkedIdentity.Key.class)
public class LinkedIdentity {
  /** With this begins a subject that is an e-mail address, in lower case. */
  public static final String EMAIL = "emailAddress:";

  /** And with this one of which the provider doesn't say what it is. */
  static final String UNSPECIFIED = "unspecified:";

  @Id
  @Column(name = "provider_id")
  private UUID providerId;

  @Id
  @Column(name = "subject_hash")
  private String subjectHash;

  private String subject;

  @ManyToOne(optional = false)
  @JoinColumn(name = "user_id")
  private User user;

  private boolean provisioned;

  @Column(name = "linked_at")
  private Instant linkedAt;

  @Column(name = "last_login_at")
  private @Nullable Instant lastLoginAt;

  /** For JPA. */
  protected LinkedIdentity() {}

  /** Links a user to what the provider calls them. */
  public LinkedIdentity(
      UUID providerId, String subject, User user, boolean provisioned, Instant linkedAt) {
    this.providerId = providerId;
    this.subjectHash = RandomToken.hash(subject);
    this.subject = subject;
    this.user = user;
    this.provisioned = provisioned;
    this.linkedAt = linkedAt;
  }

  /** Which provider. */
  public UUID providerId() {
    return providerId;
  }

  /** The subject: the provider's own word for the person. */
  public String subject() {
    return subject;
  }

  /** What stands for the subject in an address. */
  public String subjectHash() {
    return subjectHash;
  }

  /** The user that the subject is here. */
  public User user() {
    return user;
  }

  /** Whether the provider made the user: then it also says what the user is called. */
  public boolean isProvisioned() {
    return provisioned;
  }

  /** Since when. */
  public Instant linkedAt() {
    return linkedAt;
  }

  /** When the person last logged in so. */
  public Optional<Instant> lastLoginAt() {
    return Optional.ofNullable(lastLoginAt);
  }

  void used(Instant now) {
    lastLoginAt = now;
  }

  /** The two columns of the primary key; JPA wants them as a class. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable UUID providerId;
    private @Nullable String subjectHash;

    protected Key() {}

    Key(UUID providerId, String subject) {
      this.providerId = providerId;
      this.subjectHash = RandomToken.hash(subject);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && Objects.equals(providerId, key.providerId)
          && Objects.equals(subjectHash, key.subjectHash);
    }

    @Override
    public int hashCode() {
      return Objects.hash(providerId, subjectHash);
    }
  }
}
