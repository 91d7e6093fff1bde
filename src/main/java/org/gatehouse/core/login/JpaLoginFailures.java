package org.gatehouse.core.login;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Failures in the database. */
@Singleton
@Transactional
class JpaLoginFailures {
  private static final int LIMIT = 10;
  private static final Duration LOCKED_FOR = Duration.ofMinutes(15);
  private static final Duration REMEMBERED_FOR = Duration.ofDays(1);

  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  @Inject
  JpaLoginFailures(Clock clock) {
    this.clock = clock;
  }

  boolean isLocked(String subject) {
    LoginFailures failures = entityManager.find(LoginFailures.class, subject);
    return failures != null && failures.isLocked(clock.instant());
  }

  /** Counts one more; answers whether it locks. */
  boolean add(String subject) {
    Instant now = clock.instant();
    // The lock makes racing failures count one by one.
    LoginFailures failures =
        entityManager.find(LoginFailures.class, subject, LockModeType.PESSIMISTIC_WRITE);
    if (failures == null) {
      entityManager.persist(new LoginFailures(subject, now));
      entityManager.flush();
      return false;
    }
    return failures.fail(now, LIMIT, now.plus(LOCKED_FOR));
  }

  void remove(String subject) {
    entityManager
        .createQuery("delete from LoginFailures f where f.subject = :subject")
        .setParameter("subject", subject)
        .executeUpdate();
  }

  int removeOld() {
    return entityManager
        .createQuery("delete from LoginFailures f where f.updatedAt < :before")
        .setParameter("before", clock.instant().minus(REMEMBERED_FOR))
        .executeUpdate();
  }
}
