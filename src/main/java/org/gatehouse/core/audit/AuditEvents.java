package org.gatehouse.core.audit;

import com.google.common.collect.Lists;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.database.Repository;

/** The rows of the audit log. */
@Repository
@Transactional
public class AuditEvents {
  /** So few keys that a database looks each up, and doesn't read all rows for them. */
  static final int AT_ONCE = 50;

  /** As the databases order them: by the bytes of the key, not by two signed numbers. */
  private static final Comparator<AuditEvent> NEWEST_FIRST =
      Comparator.comparing(AuditEvent::occurredAt)
          .thenComparing(event -> event.id().toString())
          .reversed();

  @PersistenceContext private EntityManager entityManager;

  void add(AuditEvent event) {
    entityManager.persist(event);
  }

  /**
   * Those that are wanted, the newest first.
   *
   * @param after only what comes after this place
   * @param most how many at the most
   */
  public List<AuditEvent> find(AuditFilter filter, Optional<AuditCursor> after, int most) {
    if (filter.person().isEmpty()) {
      return find(filter, "", after, most);
    }
    // Each by an index of its own; one condition with both would be read past everybody else's.
    return Stream.of("userId", "actorId")
        .flatMap(column -> find(filter, column, after, most).stream())
        .distinct()
        .sorted(NEWEST_FIRST)
        .limit(most)
        .toList();
  }

  /**
   * Those about a person, whoever did it, the newest first.
   *
   * @param filter which; its person is who it is about
   */
  public List<AuditEvent> findAbout(AuditFilter filter, Optional<AuditCursor> after, int most) {
    return find(filter, "userId", after, most);
  }

  private List<AuditEvent> find(
      AuditFilter filter, String whose, Optional<AuditCursor> after, int most) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> conditions =
        Stream.of(
                condition("e.workspaceId = :workspace", filter.workspaceId(), values),
                condition("e." + whose + " = :person", filter.person(), values),
                condition("e.type = :type", filter.type().map(AuditType::word), values),
                filter.outcome().equals(AuditFilter.NOT_OK)
                    ? Optional.of("e.outcome <> 'ok'")
                    : condition("e.outcome = :outcome", some(filter.outcome()), values),
                condition("e.occurredAt >= :from", filter.from(), values),
                condition("e.occurredAt < :to", filter.to(), values),
                condition("e.address = :address", some(filter.address()), values),
                // The first of these alone says where in the index to begin.
                condition("e.occurredAt <= :at", after.map(AuditCursor::at), values),
                condition("(e.occurredAt < :at or e.id < :id)", after.map(AuditCursor::id), values))
            .flatMap(Optional::stream)
            .toList();
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    TypedQuery<AuditEvent> query =
        entityManager.createQuery(
            "select e from AuditEvent e"
                + where
                + " order by "
                + along(filter, whose)
                + "e.occurredAt desc, e.id desc",
            AuditEvent.class);
    values.forEach(query::setParameter);
    return query.setMaxResults(most).getResultList();
  }

  /**
   * What is the same in all rows: only if it is named does H2 find that its index has the order.
   */
  private static String along(AuditFilter filter, String whose) {
    if (filter.person().isPresent()) {
      return "e." + whose + ", ";
    }
    return filter.workspaceId().isPresent() ? "e.workspaceId, " : "";
  }

  /**
   * A condition, if there is a value for its last parameter.
   *
   * @param values gets the value
   */
  private static Optional<String> condition(
      String condition, Optional<?> value, Map<String, Object> values) {
    String parameter = condition.substring(condition.lastIndexOf(':') + 1).replace(")", "");
    value.ifPresent(known -> values.put(parameter, known));
    return value.map(known -> condition);
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  /** Those with these keys, in no order. */
  List<AuditEvent> withIds(List<UUID> ids) {
    return Lists.partition(ids, AT_ONCE).stream()
        .flatMap(
            some ->
                entityManager
                    .createQuery("select e from AuditEvent e where e.id in :ids", AuditEvent.class)
                    .setParameter("ids", some)
                    .getResultList()
                    .stream())
        .toList();
  }

  /**
   * The oldest from a moment on, the oldest first.
   *
   * @param after only what comes after this place
   */
  List<AuditEvent> oldest(Instant from, Optional<AuditCursor> after, int most) {
    AuditCursor place = after.orElse(new AuditCursor(from, new UUID(0, 0)));
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

  /**
   * Removes entries from before a moment, so many at the most; answers how many. Without a lock, as
   * that would need the right to update them, which operators may have taken away.
   */
  int removeBefore(Instant before, int most) {
    List<UUID> old =
        entityManager
            .createQuery(
                "select e.id from AuditEvent e where e.occurredAt < :before order by e.occurredAt",
                UUID.class)
            .setParameter("before", before)
            .setMaxResults(most)
            .getResultList();
    return remove(old);
  }

  /** Removes those with these keys; answers how many there were. */
  int remove(List<UUID> ids) {
    return ids.isEmpty()
        ? 0
        : entityManager
            .createQuery("delete from AuditEvent e where e.id in :ids")
            .setParameter("ids", ids)
            .executeUpdate();
  }
}
