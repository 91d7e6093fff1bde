package org.gatehouse.core.guard;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.settings.Settings;
import org.gatehouse.core.settings.Settings.SessionLimits;

/** Failures in the database. */
@Singleton
@Transactional
class LoginFailureRows {
  /** How subjects begin that are sessions; the others are hashes. */
  static final String SESSION = "session/";

  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

  /** For as long those are remembered that have locked once: a patient guesser is one too. */
  private static final Duration LOCKS_REMEMBERED_FOR = Duration.ofDays(30);

  private static final String OF_OTHERS = "and subject not like '" + SESSION + "%'";
  private static final OldRows OLD = new OldRows("login_throttle", "subject", "updated_at");
  private static final OldRows OLD_OF_OTHERS =
      new OldRows(
          OLD.table(),
          OLD.key(),
          OLD.moment(),
          OF_OTHERS + " and in_a_row < " + LockOutRules.LIMIT);
  private static final OldRows OLD_OF_THE_PATIENT =
      new OldRows(OLD.table(), OLD.key(), OLD.moment(), OF_OTHERS);

  private final LockOutRules rules;
  private final Clock clock;
  @PersistenceContext EntityManager entityManager;

  @Inject
  LoginFailureRows(Settings settings, Clock clock) {
    this.rules = new LockOutRules(settings.guesses().firstDelay());
    this.clock = clock;
  }

  Admission admit(String subject) {
    Instant now = clock.instant();
    // The lock makes racing attempts count one by one.
    LoginFailures failures = find(subject).orElseGet(() -> new LoginFailures(subject, now));
    Admission admission = failures.admit(now, rules);
    entityManager.persist(failures);
    entityManager.flush();
    return admission;
  }

  void takeBack(String subject, Admission admission) {
    find(subject).ifPresent(failures -> failures.takeBack(admission));
  }

  private Optional<LoginFailures> find(String subject) {
    return Optional.ofNullable(
        entityManager.find(LoginFailures.class, subject, LockModeType.PESSIMISTIC_WRITE));
  }

  Optional<Instant> lockedUntil(String subject) {
    return Optional.ofNullable(entityManager.find(LoginFailures.class, subject))
        .flatMap(failures -> failures.lockedUntil(clock.instant()));
  }

  void remove(String subject) {
    entityManager
        .createQuery("delete from LoginFailures f where f.subject = :subject")
        .setParameter("subject", subject)
        .executeUpdate();
  }

  /**
   * Those of a session only when it has ended: or who has stolen one could guess nine times a day.
   */
  int removeOldOfSessions(int most) {
    return OLD.remove(entityManager, clock.instant().minus(SessionLimits.LONGEST), most);
  }

  int removeOld(int most) {
    return OLD_OF_OTHERS.remove(entityManager, clock.instant().minus(REMEMBERED_FOR), most);
  }

  int removeOldOfThePatient(int most) {
    return OLD_OF_THE_PATIENT.remove(
        entityManager, clock.instant().minus(LOCKS_REMEMBERED_FOR), most);
  }
}
