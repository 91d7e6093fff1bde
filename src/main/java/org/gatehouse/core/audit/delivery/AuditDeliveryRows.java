package org.gatehouse.core.audit.delivery;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.DueRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link DeliverAudit}. */
@Repository
@Transactional
class AuditDeliveryRows {
  /** Only of who has made this attempt, and hasn't been too slow. */
  private static final String TAKEN =
      " where r.id = :id and r.lastNumber = :from and r.attempts = :attempts";

  @PersistenceContext private EntityManager entityManager;

  void add(AuditDelivery delivery) {
    entityManager.persist(delivery);
  }

  Optional<AuditDelivery> find(UUID id) {
    return Optional.ofNullable(entityManager.find(AuditDelivery.class, id));
  }

  void remove(UUID id) {
    entityManager
        .createQuery("delete from AuditDelivery r where r.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /**
   * Takes the one that is due for longest and for which there is something; nobody else gets it
   * before the lease ends.
   *
   * @param until when whoever has taken it and said nothing must be gone
   */
  Optional<AuditDelivery> take(DeliveryKind kind, Instant now, Instant until) {
    return new DueRows(
            "AuditDelivery",
            "r.kind = '"
                + kind.word()
                + "' and r.stoppedAt is null"
                + " and r.lastNumber < (select c.headNumber from AuditChain c) and")
        .take(entityManager, now, until)
        .map(id -> entityManager.find(AuditDelivery.class, id));
  }

  /** Goes on behind what wasn't wanted; whether others get there is as it was before. */
  void pass(AuditDelivery taken, long upTo, Instant now) {
    var unused =
        ofTaken(
                taken,
                "update AuditDelivery r set r.lastNumber = :upTo, r.dueAt = :now,"
                    + " r.attempts = r.attempts - 1")
            .setParameter("upTo", upTo)
            .setParameter("now", now)
            .executeUpdate();
  }

  /** Goes on behind what has come there; answers whether it was still at it. */
  boolean delivered(AuditDelivery taken, long upTo, Instant now) {
    return ofTaken(
                taken,
                "update AuditDelivery r set r.lastNumber = :upTo, r.dueAt = :now, r.attempts = 0,"
                    + " r.deliveredAt = :now, r.failingSince = null")
            .setParameter("upTo", upTo)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Stays where it is, to be tried again. */
  void failed(AuditDelivery taken, String why, Instant now, Instant next) {
    var unused =
        ofTaken(
                taken,
                "update AuditDelivery r set r.dueAt = :next, r.failedAt = :now,"
                    + " r.failingSince = coalesce(r.failingSince, :now), r.lastError = :why")
            .setParameter("next", next)
            .setParameter("now", now)
            .setParameter("why", why)
            .executeUpdate();
  }

  /** The same, not to be tried again by itself; answers whether it was so before. */
  boolean stop(AuditDelivery taken, String why, Instant now) {
    return ofTaken(
                taken,
                "update AuditDelivery r set r.stoppedAt = :now, r.failedAt = :now,"
                    + " r.failingSince = coalesce(r.failingSince, :now), r.lastError = :why")
            .setParameter("now", now)
            .setParameter("why", why)
            .executeUpdate()
        == 1;
  }

  private Query ofTaken(AuditDelivery taken, String update) {
    return entityManager
        .createQuery(update + TAKEN)
        .setParameter("id", taken.id())
        .setParameter("from", taken.lastNumber())
        .setParameter("attempts", taken.attempts());
  }

  /** It is to be tried at once, whatever was before. */
  void resume(UUID id, Instant now) {
    entityManager
        .createQuery(
            "update AuditDelivery r set r.dueAt = :now, r.attempts = 0, r.stoppedAt = null,"
                + " r.failingSince = null where r.id = :id")
        .setParameter("now", now)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Where the one is that is furthest behind, and goes on; nothing if there is none. */
  Optional<Long> furthestBehind(DeliveryKind kind) {
    return Optional.ofNullable(
        entityManager
            .createQuery(
                "select min(r.lastNumber) from AuditDelivery r"
                    + " where r.kind = :kind and r.stoppedAt is null",
                Long.class)
            .setParameter("kind", kind.word())
            .getSingleResult());
  }

  /** How many were given up. */
  long stopped(DeliveryKind kind) {
    return entityManager
        .createQuery(
            "select count(r) from AuditDelivery r"
                + " where r.kind = :kind and r.stoppedAt is not null",
            Long.class)
        .setParameter("kind", kind.word())
        .getSingleResult();
  }
}
