package org.gatehouse.core.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.FewKeys;
import org.gatehouse.core.database.Repository;

/** The rows of the chain. */
@Repository
@Transactional
class AuditLinks {
  @PersistenceContext private EntityManager entityManager;

  /** Where it begins and ends; nothing if somebody has removed the row. */
  Optional<AuditChain> chain() {
    return Optional.ofNullable(entityManager.find(AuditChain.class, AuditChain.ID));
  }

  /** The same, for a change in the transaction of the caller: others wait until it ends. */
  Optional<AuditChain> chainToBeChanged() {
    return Optional.ofNullable(
        entityManager.find(AuditChain.class, AuditChain.ID, LockModeType.PESSIMISTIC_WRITE));
  }

  void add(AuditLink link) {
    entityManager.persist(link);
  }

  /** The highest number that any link has. */
  Optional<Long> last() {
    return Optional.ofNullable(
        entityManager
            .createQuery("select max(l.number) from AuditLink l", Long.class)
            .getSingleResult());
  }

  /** Those of the chain after a number, in their order, so many at the most. */
  List<AuditLink> after(long number, AuditChain chain, int most) {
    return entityManager
        .createQuery(
            "select l from AuditLink l where l.number > :number and l.number <= :head"
                + " order by l.number",
            AuditLink.class)
        .setParameter("number", number)
        .setParameter("head", chain.headNumber())
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * Which of these entries are in the chain. What numbers it has isn't asked of the database: that
   * might take the index of numbers for the shorter one, and read all of it.
   */
  Set<UUID> linked(List<UUID> events, AuditChain chain) {
    return FewKeys.each(
            events,
            some ->
                entityManager
                    .createQuery(
                        "select l from AuditLink l where l.eventId in :events", AuditLink.class)
                    .setParameter("events", some)
                    .getResultList())
        .stream()
        .filter(link -> chain.has(link.number()))
        .map(AuditLink::eventId)
        .collect(Collectors.toSet());
  }

  /** Removes those of the chain up to a number. */
  void remove(AuditChain chain, long upTo) {
    entityManager
        .createQuery("delete from AuditLink l where l.number > :anchor and l.number <= :number")
        .setParameter("anchor", chain.anchorNumber())
        .setParameter("number", upTo)
        .executeUpdate();
  }

  /** Numbers that were missing when later ones were linked, in their order. */
  List<AuditGap> gaps(int most) {
    return entityManager
        .createQuery("select g from AuditGap g order by g.first", AuditGap.class)
        .setMaxResults(most)
        .getResultList();
  }

  /** Remembers one, unless it is known. */
  void add(AuditGap gap) {
    entityManager.merge(gap);
  }

  /** Forgets those that were seen before a moment. */
  void removeGaps(Instant before) {
    entityManager
        .createQuery("delete from AuditGap g where g.seenAt < :before")
        .setParameter("before", before)
        .executeUpdate();
  }
}
