package org.gatehouse.core.installation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one row that knows whether this installation has found its system administrator. */
@Entity
@Table(name = "installation")
class Installation {
  static final short ONLY = 1;

  @Id private short id;

  @Column(name = "setup_code_hash")
  private @Nullable String setupCodeHash;

  @Column(name = "claimed_at")
  private @Nullable Instant claimedAt;

  protected Installation() {}

  boolean isClaimed() {
    return claimedAt != null;
  }

  void replaceCode(String hash) {
    setupCodeHash = hash;
  }
}
