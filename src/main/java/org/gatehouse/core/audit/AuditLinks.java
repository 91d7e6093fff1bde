package org.gatehouse.core.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.gatehouse.core.database.FewKeys;
import org.gatehouse.core.database.Repository;

/** The rows of the chain. */
@Repository
@Transactional
class AuditLinks {
  /**
   * Each once, however many links somebody has added for it. The sums are there so that no database
   * takes the index of numbers, which it might think the shorter one, and reads all of it.
   */
  private static final String LINKED =
      "select distinct l.eventId from AuditLink l where l.eventId in :events"
          + " and l.number + 0 > :anchor and l.number + 0 <= :head";

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

  /** The link of this number. */
  Optional<AuditLink> numbered(long number) {
    return Optional.ofNullable(entityManager.find(AuditLink.class, number));
  }

  /** Which of these entries are in the chain. */
  Set<UUID> linked(List<UUID> events, AuditChain chain) {
    return linked(events, chain, sql -> entityManager.createQuery(sql, UUID.class));
  }

  /**
   * The same for whoever reads of a snapshot.
   *
   * @param query makes one of this text
   */
  static Set<UUID> linked(
      List<UUID> events, AuditChain chain, Function<String, TypedQuery<UUID>> query) {
    return Set.copyOf(
        FewKeys.each(
            events,
            some ->
                query
                    .apply(LINKED)
                    .setParameter("events", some)
                    .setParameter("anchor", chain.anchorNumber())
                    .setParameter("head", chain.headNumber())
                    .getResultList()));
  }

  /** Removes those of the chain up to a number. */
  void remove(AuditChain chain, long upTo) {
    entityManager
        .createQuery("delete from AuditLink l where l.number > :anchor and l.number <= :number")
        .setParameter("anchor", chain.anchorNumber())
        .setParameter("number", upTo)
        .executeUpdate();
  }

  /** Numbers that were missing when later ones were linked, the highest first. */
  List<AuditGap> gaps(int most) {
    return entityManager
        .createQuery("select g from AuditGap g order by g.first desc", AuditGap.class)
        .setMaxResults(most)
        .getResultList();
  }

  /** Remembers one; of two that begin with the same number, the later. */
  void add(AuditGap gap) {
    entityManager.merge(gap);
  }

  void remove(AuditGap gap) {
    entityManager.remove(gap);
  }

  /**
   * Forgets small ones outside of a time; nobody signs them, and their numbers may be any.
   *
   * @param small of fewer numbers
   * @param from seen before that
   * @param to or after that
   */
  void removeGaps(int small, Instant from, Instant to) {
    entityManager
        .createQuery(
            "delete from AuditGap g where (g.seenAt < :from or g.seenAt > :to)"
                + " and cast(g.last as Double) - cast(g.first as Double) < :small")
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("small", (double) small)
        .executeUpdate();
  }
}
