package org.gatehouse.core.audit;

import com.google.common.collect.Lists;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Repository;

/** The rows of the chain. */
@Repository
@Transactional
class AuditLinks {
  @PersistenceContext private EntityManager entityManager;

  /** Where it begins and ends. */
  AuditChain chain() {
    return row(LockModeType.NONE);
  }

  /** The same, for a change in the transaction of the caller: others wait until it ends. */
  AuditChain toBeChanged() {
    return row(LockModeType.PESSIMISTIC_WRITE);
  }

  private AuditChain row(LockModeType lock) {
    return Optional.ofNullable(entityManager.find(AuditChain.class, AuditChain.ID, lock))
        .orElseThrow(() -> new IllegalStateException("the row of audit_chain is gone"));
  }

  void add(AuditLink link) {
    entityManager.persist(link);
  }

  /** The link of this number. */
  Optional<AuditLink> numbered(long number) {
    return Optional.ofNullable(entityManager.find(AuditLink.class, number));
  }

  /** Those after a number, up to another, in their order. */
  List<AuditLink> after(long number, long last, int most) {
    return entityManager
        .createQuery(
            "select l from AuditLink l where l.number > :number and l.number <= :last"
                + " order by l.number",
            AuditLink.class)
        .setParameter("number", number)
        .setParameter("last", last)
        .setMaxResults(most)
        .getResultList();
  }

  /** Which of these entries have a link. */
  Set<UUID> linked(List<UUID> events) {
    return Lists.partition(events, AuditEvents.AT_ONCE).stream()
        .flatMap(
            some ->
                entityManager
                    .createQuery(
                        "select l.eventId from AuditLink l where l.eventId in :events", UUID.class)
                    .setParameter("events", some)
                    .getResultList()
                    .stream())
        .collect(Collectors.toSet());
  }

  /** Removes those up to a number. */
  void remove(long upTo) {
    entityManager
        .createQuery("delete from AuditLink l where l.number <= :number")
        .setParameter("number", upTo)
        .executeUpdate();
  }
}
