package org.gatehouse.core.mail;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.DueRows;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** Where e-mails wait. Each method is a transaction of its own unless the caller has one. */
@Repository
@Transactional
class QueuedMails {
  private static final DueRows DUE = new DueRows("QueuedMail", "r.failedAt is null and");

  private static final OldRows GIVEN_UP = new OldRows("outbox", "id", "failed_at");

  @PersistenceContext EntityManager entityManager;

  /** Adds an e-mail, in the transaction of the caller. */
  void add(QueuedMail mail) {
    entityManager.persist(mail);
  }

  /**
   * Takes the e-mail that is due for longest; nobody else gets it before the lease ends.
   *
   * @param until when whoever has taken it and said nothing must be gone
   */
  Optional<QueuedMail> take(Instant now, Instant until) {
    return DUE.take(entityManager, now, until).map(id -> entityManager.find(QueuedMail.class, id));
  }

  /** Removes an e-mail that has left, or never will. */
  void remove(UUID id) {
    entityManager
        .createQuery("delete from QueuedMail m where m.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Puts an e-mail back until then, unless somebody else has taken it meanwhile. */
  void putBack(QueuedMail taken, Instant until) {
    entityManager
        .createQuery(
            "update QueuedMail m set m.dueAt = :until where m.id = :id and m.attempts = :attempts")
        .setParameter("until", until)
        .setParameter("id", taken.id())
        .setParameter("attempts", taken.attempts())
        .executeUpdate();
  }

  /** Keeps an e-mail that is tried no longer, unless somebody else has taken it meanwhile. */
  void giveUp(QueuedMail taken, Instant now) {
    entityManager
        .createQuery(
            "update QueuedMail m set m.failedAt = :now where m.id = :id and m.attempts = :attempts")
        .setParameter("now", now)
        .setParameter("id", taken.id())
        .setParameter("attempts", taken.attempts())
        .executeUpdate();
  }

  /** How many e-mails wait and since when. */
  Waiting waiting() {
    Object[] row =
        entityManager
            .createQuery(
                "select count(m), count(m.failedAt),"
                    + " min(case when m.failedAt is null then m.createdAt end),"
                    + " min(case when m.failedAt is null then m.dueAt end) from QueuedMail m",
                Object[].class)
            .getSingleResult();
    long failed = (Long) row[1];
    return new Waiting(
        (Long) row[0] - failed,
        failed,
        Optional.ofNullable((Instant) row[2]),
        Optional.ofNullable((Instant) row[3]));
  }

  /** How many there are; looks at so many at the most, and not at the whole table. */
  MailCounts count(int most) {
    Object[] row =
        entityManager
            .createQuery(
                "select count(s.id), count(s.failed) from"
                    + " (select m.id as id, m.failedAt as failed from QueuedMail m order by m.dueAt limit "
                    + most
                    + ") s",
                Object[].class)
            .getSingleResult();
    long failed = (Long) row[1];
    return new MailCounts((Long) row[0] - failed, failed);
  }

  /** Removes those given up before, so many at the most; answers how many. */
  int removeGivenUp(Instant before, int most) {
    return GIVEN_UP.remove(entityManager, before, most);
  }

  /**
   * What waits.
   *
   * @param waiting how many e-mails
   * @param failed how many were given up
   * @param oldest since when the oldest waits
   * @param due when the next may be taken, or might have been
   */
  record Waiting(long waiting, long failed, Optional<Instant> oldest, Optional<Instant> due) {}
}
