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
    this.updatedAt = now;
  }

  /**
   * Counts an attempt before it is made, so that of many at once no more are made than allowed.
   *
   * @param limit the attempt of this number locks the account unless it succeeds
   * @param until when the lock ends
   */
  Admission admit(Instant now, int limit, Instant until) {
    updatedAt = now;
    if (lockedUntil != null && lockedUntil.isAfter(now)) {
      return Admission.LOCKED;
    }
    failures++;
    if (failures < limit) {
      return Admission.ADMITTED;
    }
    failures = 0;
    lockedUntil = until;
    return Admission.LAST;
  }

  /** Takes an attempt back that turned out to be no failure. */
  void takeBack(Admission admission, int limit) {
    if (admission == Admission.LAST) {
      lockedUntil = null;
      failures = limit - 1;
    } else if (failures > 0) {
      failures--;
    }
  }
}
