package org.gatehouse.core.audit;

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
import java.util.stream.Stream;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of the audit log. */
@Repository
@Transactional
public class AuditEvents {
  private static final OldRows OLD = new OldRows("audit_event", "id", "occurred_at");

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

  /** Removes entries from before a moment, so many at the most; answers how many. */
  int removeBefore(Instant before, int most) {
    return OLD.remove(entityManager, before, most);
  }
}
