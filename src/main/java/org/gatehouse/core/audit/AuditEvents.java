package org.gatehouse.core.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.database.FewKeys;
import org.gatehouse.core.database.Repository;
import org.jspecify.annotations.Nullable;

/** The rows of the audit log. */
@Repository
@Transactional
public class AuditEvents {
  /** So many are looked at in one statement, so that it ends before the database ends it. */
  private static final int LOOKED_AT = 50_000;

  @PersistenceContext private EntityManager entityManager;

  void add(AuditEvent event) {
    entityManager.persist(event);
  }

  /**
   * Those that are wanted, the newest first. Looks at so many entries and no more, however few it
   * finds: there are more as long as there is a next place.
   *
   * @param after only what comes after this place
   * @param most how many at the most
   */
  public AuditSlice find(AuditFilter filter, Optional<AuditCursor> after, int most) {
    return new AuditReading(entityManager, most, LOOKED_AT).find(filter, after);
  }

  /**
   * Those about a person, whoever did it, the newest first.
   *
   * @param filter which; its person is who it is about
   */
  public AuditSlice findAbout(AuditFilter filter, Optional<AuditCursor> after, int most) {
    return new AuditReading(entityManager, most, LOOKED_AT).findAbout(filter, after);
  }

  /** Which of these people were of this workspace, and are erased. */
  public Set<UUID> erased(UUID workspaceId, Set<UUID> people) {
    return people.isEmpty()
        ? Set.of()
        : Set.copyOf(
            entityManager
                .createQuery(
                    "select distinct e.userId from AuditEvent e where e.userId in :people"
                        + " and e.workspaceId = :workspace and e.type = :type",
                    UUID.class)
                .setParameter("people", people)
                .setParameter("workspace", workspaceId)
                .setParameter("type", AuditType.USER_ERASE.word())
                .getResultList());
  }

  /**
   * How many logins of a workspace have failed lately. Looks at so many entries and no more, from
   * the newest back.
   */
  public FailedLogins failedLogins(UUID workspaceId, Instant now) {
    Object[] row =
        entityManager
            .createQuery(
                "select count(s.moment), sum(s.failed), sum(case when s.moment >= :day then s.failed else 0 end)"
                    + " from (select e.occurredAt as moment,"
                    + " case when e.type = :login and e.outcome <> 'ok' then 1 else 0 end as failed"
                    + " from AuditEvent e"
                    + " where e.workspaceId = :workspace and e.occurredAt >= :week"
                    + " order by e.workspaceId, e.occurredAt desc, e.id desc limit "
                    + LOOKED_AT
                    + ") s",
                Object[].class)
            .setParameter("login", AuditType.LOGIN.word())
            .setParameter("workspace", workspaceId)
            .setParameter("day", now.minus(Duration.ofDays(1)))
            .setParameter("week", now.minus(Duration.ofDays(7)))
            .getSingleResult();
    return new FailedLogins(number(row[2]), number(row[1]), number(row[0]) < LOOKED_AT);
  }

  /** A sum of nothing is null. */
  private static long number(@Nullable Object sum) {
    return sum instanceof Number known ? known.longValue() : 0;
  }

  /**
   * Those that came after another, in the order in which they came.
   *
   * @param after the number of arrival before
   * @param last the last number of arrival
   * @param most how many at the most
   */
  List<AuditEvent> arrived(long after, long last, int most) {
    return entityManager
        .createQuery(
            "select e from AuditEvent e where e.arrival > :after and e.arrival <= :last"
                + " order by e.arrival",
            AuditEvent.class)
        .setParameter("after", after)
        .setParameter("last", last)
        .setMaxResults(most)
        .getResultList();
  }

  /** Those with these keys, in no order. */
  List<AuditEvent> withIds(List<UUID> ids) {
    return FewKeys.each(
        ids,
        some ->
            entityManager
                .createQuery("select e from AuditEvent e where e.id in :ids", AuditEvent.class)
                .setParameter("ids", some)
                .getResultList());
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return entityManager
        .createQuery("select e.id from AuditEvent e", UUID.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** The newest from before a moment, so many at the most. */
  List<AuditEvent> newestBefore(Instant moment, int most) {
    return entityManager
        .createQuery(
            "select e from AuditEvent e where e.occurredAt < :moment"
                + " order by e.occurredAt desc, e.id desc",
            AuditEvent.class)
        .setParameter("moment", moment)
        .setMaxResults(most)
        .getResultList();
  }

  /** Those after a place, the oldest first, so many at the most. */
  List<AuditEvent> oldestAfter(AuditCursor place, int most) {
    return entityManager
        .createQuery(
            "select e from AuditEvent e where e.occurredAt >= :at"
                + " and (e.occurredAt > :at or e.id > :id) order by e.occurredAt, e.id",
            AuditEvent.class)
        .setParameter("at", place.at())
        .setParameter("id", place.id())
        .setMaxResults(most)
        .getResultList();
  }

  /** The oldest from before a moment, so many at the most. */
  List<UUID> oldestBefore(Instant moment, int most) {
    return entityManager
        .createQuery(
            "select e.id from AuditEvent e where e.occurredAt < :moment"
                + " order by e.occurredAt, e.id",
            UUID.class)
        .setParameter("moment", moment)
        .setMaxResults(most)
        .getResultList();
  }

  /**
   * Removes those with these keys; answers how many there were. Without a lock: that would need the
   * right to update them, which operators may have taken away.
   */
  int remove(List<UUID> ids) {
    return FewKeys.each(
            ids,
            some ->
                List.of(
                    entityManager
                        .createQuery("delete from AuditEvent e where e.id in :ids")
                        .setParameter("ids", some)
                        .executeUpdate()))
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }
}
