package org.gatehouse.core.guard;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often logins of a subject failed since the last one that didn't: of ten in a row the last
 * locks for a while, of a hundred for a day.
 */
@Entity
@Table(name = "login_throttle")
class LoginFailures {
  @Id private String subject;
  private int failures;

  /** Those before the last lock, too. */
  @Column(name = "in_a_row")
  private int inARow;

  @Column(name = "locked_until")
  private @Nullable Instant lockedUntil;

  @Column(name = "delayed_until")
  private @Nullable Instant delayedUntil;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected LoginFailures() {}

  LoginFailures(String subject, Instant now) {
    this.subject = subject;
    this.updatedAt = now;
  }

  /**
   * Counts an attempt before it is made, so that of many at once no more are made than allowed. One
   * that may not be made isn't counted: it would keep the owner out for as long as it goes on.
   *
   * @param rules what so many failures lead to
   */
  Admission admit(Instant now, LockOutRules rules) {
    updatedAt = now;
    if (isAhead(lockedUntil, now)) {
      return Admission.LOCKED;
    }
    if (isAhead(delayedUntil, now)) {
      return Admission.TOO_EARLY;
    }
    failures++;
    inARow++;
    if (failures < LockOutRules.LIMIT) {
      delayedUntil = now.plus(rules.delayAfter(failures));
      return Admission.ADMITTED;
    }
    failures = 0;
    delayedUntil = null;
    lockedUntil = now.plus(LockOutRules.lockAfter(inARow));
    inARow %= LockOutRules.LIMIT_IN_A_ROW;
    return Admission.LAST;
  }

  String subject() {
    return subject;
  }

  int failures() {
    return failures;
  }

  int inARow() {
    return inARow;
  }

  @Nullable Instant delayedUntil() {
    return delayedUntil;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** Until when no attempt may be made; nothing if it is not locked at that moment. */
  Optional<Instant> lockedUntil(Instant now) {
    return Optional.ofNullable(lockedUntil).filter(end -> end.isAfter(now));
  }

  private static boolean isAhead(@Nullable Instant end, Instant now) {
    return end != null && end.isAfter(now);
  }

  /** Takes an attempt back that turned out to be no failure. */
  void takeBack(Admission admission) {
    if (admission == Admission.LAST) {
      lockedUntil = null;
      failures = LockOutRules.LIMIT - 1;
      inARow = (inARow == 0 ? LockOutRules.LIMIT_IN_A_ROW : inARow) - 1;
    } else if (failures > 0) {
      failures--;
      inARow--;
    }
    // The delay before it was over, or it wouldn't have been admitted.
    delayedUntil = null;
  }
}
