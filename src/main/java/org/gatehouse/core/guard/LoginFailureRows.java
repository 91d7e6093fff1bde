package org.gatehouse.core.guard;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link LoginThrottle}. */
@Repository
@Transactional
class LoginFailureRows {
  /** How subjects begin that are sessions; the others are hashes. */
  static final String SESSION = "session/";

  private static final String OF_OTHERS = "and subject not like '" + SESSION + "%'";
  private static final OldRows OLD = new OldRows("login_throttle", "subject", "updated_at");
  private static final OldRows OLD_WITHOUT_LOCK =
      new OldRows(
          OLD.table(),
          OLD.key(),
          OLD.moment(),
          OF_OTHERS + " and in_a_row < " + LockOutRules.LIMIT);
  private static final OldRows OLD_OF_OTHERS =
      new OldRows(OLD.table(), OLD.key(), OLD.moment(), OF_OTHERS);

  @PersistenceContext EntityManager entityManager;

  Admission admit(String subject, Instant now, LockOutRules rules) {
    LoginFailures first = new LoginFailures(subject, now);
    Admission admission = first.admit(now, rules);
    if (add(first)) {
      return admission;
    }
    // The lock makes racing attempts count one by one. None, if another has succeeded just now.
    LoginFailures failures = find(subject).orElse(first);
    Admission later = failures == first ? admission : failures.admit(now, rules);
    entityManager.persist(failures);
    entityManager.flush();
    return later;
  }

  /** Nearly every login is the first since one that was right: so one statement does. */
  private boolean add(LoginFailures first) {
    return entityManager
            .createQuery(
                "insert into LoginFailures (subject, failures, inARow, delayedUntil, updatedAt)"
                    + " values (:subject, :failures, :inARow, :delayedUntil, :updatedAt)"
                    + " on conflict do nothing")
            .setParameter("subject", first.subject())
            .setParameter("failures", first.failures())
            .setParameter("inARow", first.inARow())
            .setParameter("delayedUntil", first.delayedUntil())
            .setParameter("updatedAt", first.updatedAt())
            .executeUpdate()
        == 1;
  }

  void takeBack(String subject, Admission admission) {
    find(subject).ifPresent(failures -> failures.takeBack(admission));
  }

  private Optional<LoginFailures> find(String subject) {
    return Optional.ofNullable(
        entityManager.find(LoginFailures.class, subject, LockModeType.PESSIMISTIC_WRITE));
  }

  Optional<Instant> lockedUntil(String subject, Instant now) {
    return Optional.ofNullable(entityManager.find(LoginFailures.class, subject))
        .flatMap(failures -> failures.lockedUntil(now));
  }

  void remove(String subject) {
    entityManager
        .createQuery("delete from LoginFailures f where f.subject = :subject")
        .setParameter("subject", subject)
        .executeUpdate();
  }

  /** Those of all subjects. */
  int removeOld(Instant before, int most) {
    return OLD.remove(entityManager, before, most);
  }

  /** Those of subjects that aren't sessions and have never locked. */
  int removeOldWithoutLock(Instant before, int most) {
    return OLD_WITHOUT_LOCK.remove(entityManager, before, most);
  }

  /** Those of subjects that aren't sessions. */
  int removeOldOfOthers(Instant before, int most) {
    return OLD_OF_OTHERS.remove(entityManager, before, most);
  }
}
