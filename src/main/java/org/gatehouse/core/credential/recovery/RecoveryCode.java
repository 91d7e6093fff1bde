package org.gatehouse.core.credential.recovery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the codes that a user keeps for the day the phone is lost; only its keyed hash is stored.
 */
@Entity
@Table(name = "recovery_code")
@IdClass(RecoveryCode.Key.class)
class RecoveryCode {
  @Id
  @Column(name = "user_id")
  private UUID userId;

  @Id
  @Column(name = "code_hash")
  private String codeHash;

  @Column(name = "used_at")
  private @Nullable Instant usedAt;

  protected RecoveryCode() {}

  RecoveryCode(UUID userId, String codeHash) {
    this.userId = userId;
    this.codeHash = codeHash;
  }

  /** The two columns of the primary key; JPA wants them as a class. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable UUID userId;
    private @Nullable String codeHash;

    protected Key() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && Objects.equals(userId, key.userId)
          && Objects.equals(codeHash, key.codeHash);
    }

    @Override
    public int hashCode() {
      return Objects.hash(userId, codeHash);
    }
  }
}
