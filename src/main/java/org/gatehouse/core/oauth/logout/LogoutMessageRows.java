package org.gatehouse.core.oauth.logout;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;

/** The rows of {@link DeliverLogouts}. */
@Repository
@Transactional
class LogoutMessageRows {
  private static final int CANDIDATES = 20;

  @PersistenceContext private EntityManager entityManager;

  void add(LogoutMessage message) {
    entityManager.persist(message);
  }

  /**
   * Takes the message that is due for longest; nobody else gets it before the lease ends.
   *
   * @param until when whoever has taken it and said nothing must be gone
   */
  Optional<LogoutMessage> take(Instant now, Instant until) {
    return entityManager
        .createQuery(
            "select m.id from LogoutMessage m where m.dueAt <= :now order by m.dueAt", UUID.class)
        .setParameter("now", now)
        .setMaxResults(CANDIDATES)
        .getResultList()
        .stream()
        .filter(id -> take(id, now, until))
        .findFirst()
        .map(id -> entityManager.find(LogoutMessage.class, id));
  }

  /** The look above is a courtesy, this decides: of many at once, one changes the row. */
  private boolean take(UUID id, Instant now, Instant until) {
    return entityManager
            .createQuery(
                "update LogoutMessage m set m.dueAt = :until, m.attempts = m.attempts + 1"
                    + " where m.id = :id and m.dueAt <= :now")
            .setParameter("until", until)
            .setParameter("id", id)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  void remove(UUID id) {
    entityManager
        .createQuery("delete from LogoutMessage m where m.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Puts off all messages to a client that doesn't answer, those too that are due only now. */
  void putOff(UUID clientId, Instant until) {
    entityManager
        .createQuery(
            "update LogoutMessage m set m.dueAt = :until"
                + " where m.clientId = :client and m.dueAt < :until")
        .setParameter("until", until)
        .setParameter("client", clientId)
        .executeUpdate();
  }

  /** When a message is due again that somebody has taken. */
  void putBack(UUID id, Instant until) {
    entityManager
        .createQuery("update LogoutMessage m set m.dueAt = :until where m.id = :id")
        .setParameter("until", until)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** How many wait, and since when the oldest does. */
  Waiting waiting() {
    List<Object[]> rows =
        entityManager
            .createQuery("select count(m), min(m.createdAt) from LogoutMessage m", Object[].class)
            .getResultList();
    return new Waiting((Long) rows.get(0)[0], Optional.ofNullable((Instant) rows.get(0)[1]));
  }

  /**
   * What waits.
   *
   * @param messages how many
   * @param oldest since when the oldest waits
   */
  record Waiting(long messages, Optional<Instant> oldest) {}
}
