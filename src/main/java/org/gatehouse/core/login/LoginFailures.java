package org.gatehouse.core.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often logins of a subject failed since the last one that didn't. */
@Entity
@Table(name = "login_throttle")
class LoginFailures {
  @Id private String subject;
  private int failures;

  @Column(name = "locked_until")
  private @Nullable Instant lockedUntil;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected LoginFailures() {}

  LoginFailures(String subject, Instant now) {
    this.subject = subject;
    this.failures = 1;
    this.updatedAt = now;
  }

  boolean isLocked(Instant now) {
    return lockedUntil != null && lockedUntil.isAfter(now);
  }

  /** Counts one more; answers whether it locks. */
  boolean fail(Instant now, int limit, Instant until) {
    failures++;
    updatedAt = now;
    boolean locks = failures >= limit && !isLocked(now);
    if (locks) {
      lockedUntil = until;
      failures = 0;
    }
    return locks;
  }
}
