package org.gatehouse.core.mail;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.JpaOldRows;

/** Letters in the database. */
@Singleton
@Transactional
class JpaOutbox implements LetterStore {
  /** Others may be faster with the first of them. */
  private static final int CANDIDATES = 20;

  private static final JpaOldRows GIVEN_UP = new JpaOldRows("outbox", "id", "failed_at");

  @PersistenceContext EntityManager entityManager;

  @Override
  public void add(WaitingLetter letter) {
    entityManager.persist(letter);
  }

  @Override
  public Optional<WaitingLetter> take(Instant now, Instant until) {
    List<UUID> due =
        entityManager
            .createQuery(
                "select l.id from WaitingLetter l where l.failedAt is null and l.dueAt <= :now"
                    + " order by l.dueAt, l.createdAt",
                UUID.class)
            .setParameter("now", now)
            .setMaxResults(CANDIDATES)
            .getResultList();
    return due.stream()
        .filter(id -> take(id, now, until))
        .findFirst()
        .map(id -> entityManager.find(WaitingLetter.class, id));
  }

  /** The look above is a courtesy, this decides: of many at once, one changes the row. */
  private boolean take(UUID id, Instant now, Instant until) {
    return entityManager
            .createQuery(
                "update WaitingLetter l set l.dueAt = :until, l.attempts = l.attempts + 1"
                    + " where l.id = :id and l.failedAt is null and l.dueAt <= :now")
            .setParameter("until", until)
            .setParameter("id", id)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  @Override
  public void remove(UUID id) {
    entityManager
        .createQuery("delete from WaitingLetter l where l.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  @Override
  public void putBack(WaitingLetter taken, Instant until) {
    entityManager
        .createQuery(
            "update WaitingLetter l set l.dueAt = :until where l.id = :id and l.attempts = :attempts")
        .setParameter("until", until)
        .setParameter("id", taken.id())
        .setParameter("attempts", taken.attempts())
        .executeUpdate();
  }

  @Override
  public void giveUp(WaitingLetter taken, Instant now) {
    entityManager
        .createQuery(
            "update WaitingLetter l set l.failedAt = :now where l.id = :id and l.attempts = :attempts")
        .setParameter("now", now)
        .setParameter("id", taken.id())
        .setParameter("attempts", taken.attempts())
        .executeUpdate();
  }

  @Override
  public Waiting waiting() {
    Object[] row =
        entityManager
            .createQuery(
                "select count(l), count(l.failedAt),"
                    + " min(case when l.failedAt is null then l.createdAt end),"
                    + " min(case when l.failedAt is null then l.dueAt end) from WaitingLetter l",
                Object[].class)
            .getSingleResult();
    long failed = (Long) row[1];
    return new Waiting(
        (Long) row[0] - failed,
        failed,
        Optional.ofNullable((Instant) row[2]),
        Optional.ofNullable((Instant) row[3]));
  }

  @Override
  public int removeGivenUp(Instant before, int most) {
    return GIVEN_UP.remove(entityManager, before, most);
  }
}
