package org.gatehouse.core.oauth.logout;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.DueRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.oauth.client.ClientOwner;

/** The rows of {@link DeliverLogouts}. */
@Repository
@Transactional
class LogoutMessageRows {
  private static final DueRows DUE = new DueRows("LogoutMessage", "");

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
    return DUE.take(entityManager, now, until)
        .map(id -> entityManager.find(LogoutMessage.class, id));
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

  /** The same for all clients of an owner. */
  void putOff(ClientOwner owner, Instant until) {
    String whose =
        owner.workspaceId().isPresent() ? "c.workspaceId = :workspace" : "c.workspaceId is null";
    var update =
        entityManager
            .createQuery(
                "update LogoutMessage m set m.dueAt = :until where m.dueAt < :until and m.clientId"
                    + " in (select c.id from RegisteredClient c where "
                    + whose
                    + ")")
            .setParameter("until", until);
    owner.workspaceId().ifPresent(id -> update.setParameter("workspace", id));
    var unused = update.executeUpdate();
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
    Object[] row =
        entityManager
            .createQuery("select count(m), min(m.createdAt) from LogoutMessage m", Object[].class)
            .getSingleResult();
    return new Waiting((Long) row[0], Optional.ofNullable((Instant) row[1]));
  }

  /**
   * What waits.
   *
   * @param messages how many
   * @param oldest since when the oldest waits
   */
  record Waiting(long messages, Optional<Instant> oldest) {}
}
