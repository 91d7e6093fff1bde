package org.gatehouse.core.database;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows of an outbox, of which each is due at a moment: whoever takes one has it for a while, and
 * nobody else gets it before that is over. Each has an {@code id}, a {@code dueAt}, and counts its
 * {@code attempts}.
 *
 * @param entity what they are called in queries
 * @param condition what else must hold, of {@code r}; such as {@code r.failedAt is null and}, or
 *     empty
 */
public record DueRows(String entity, String condition) {
  /** So many are looked at, where others take some at the same moment. */
  private static final int CANDIDATES = 20;

  /**
   * Takes the row that is due for longest, in a transaction of its own.
   *
   * @param until when whoever has taken it and said nothing must be gone
   * @return its key
   */
  public Optional<UUID> take(EntityManager entityManager, Instant now, Instant until) {
    List<UUID> due =
        entityManager
            .createQuery(
                "select r.id from "
                    + entity
                    + " r where "
                    + condition
                    + " r.dueAt <= :now order by r.dueAt, r.createdAt",
                UUID.class)
            .setParameter("now", now)
            .setMaxResults(CANDIDATES)
            .getResultList();
    return due.stream().filter(id -> take(entityManager, id, now, until)).findFirst();
  }

  /** The look above is a courtesy, this decides: of many at once, one changes the row. */
  private boolean take(EntityManager entityManager, UUID id, Instant now, Instant until) {
    return entityManager
            .createQuery(
                "update "
                    + entity
                    + " r set r.dueAt = :until, r.attempts = r.attempts + 1 where r.id = :id and "
                    + condition
                    + " r.dueAt <= :now")
            .setParameter("until", until)
            .setParameter("id", id)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }
}
