package org.gatehouse.core.audit;

import jakarta.enterprise.inject.Vetoed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.database.Repository;

/**
 * Reads the audit log along its indexes. What is in none of them (type, outcome, address) can be
 * rare: then so many entries are looked at and no more, and the reader goes on from there. A part
 * of {@link AuditEvents}, which makes it.
 */
@Repository
@Vetoed
final class AuditReading {
  /** Whose entries are read, each along an index of its own. */
  private enum Column {
    WORKSPACE("e.workspaceId"),
    USER("e.userId"),
    ACTOR("e.actorId"),
    /** Those of everybody. */
    NONE("");

    private final String path;

    Column(String path) {
      this.path = path;
    }
  }

  private final EntityManager entityManager;
  private final int most;
  private final int lookedAt;

  /**
   * @param most how many are wanted at the most
   * @param lookedAt how many entries are looked at for that
   */
  AuditReading(EntityManager entityManager, int most, int lookedAt) {
    this.entityManager = entityManager;
    this.most = most;
    this.lookedAt = lookedAt;
  }

  AuditSlice find(AuditFilter filter, Optional<AuditCursor> after) {
    if (filter.person().isEmpty()) {
      Column column = filter.workspaceId().isPresent() ? Column.WORKSPACE : Column.NONE;
      return find(filter, column, after);
    }
    // Each by an index of its own; one condition with both would be read past everybody else's.
    return merge(find(filter, Column.USER, after), find(filter, Column.ACTOR, after));
  }

  AuditSlice findAbout(AuditFilter filter, Optional<AuditCursor> after) {
    return find(filter, Column.USER, after);
  }

  /** Only down to the place to which both were read. */
  private AuditSlice merge(AuditSlice one, AuditSlice other) {
    Comparator<AuditCursor> newestFirst = AuditCursor.NEWEST_FIRST;
    Optional<AuditCursor> end =
        Stream.of(one.next(), other.next()).flatMap(Optional::stream).min(newestFirst);
    return cut(
        Stream.of(one, other)
            .flatMap(slice -> slice.events().stream())
            .distinct()
            .filter(
                event -> end.filter(at -> newestFirst.compare(event.cursor(), at) > 0).isEmpty())
            .sorted(Comparator.comparing(AuditEvent::cursor, newestFirst))
            .toList(),
        end);
  }

  private AuditSlice cut(List<AuditEvent> found, Optional<AuditCursor> end) {
    if (found.size() <= most) {
      return new AuditSlice(found, end);
    }
    List<AuditEvent> shown = List.copyOf(found.subList(0, most));
    return new AuditSlice(shown, Optional.of(shown.get(most - 1).cursor()));
  }

  private AuditSlice find(AuditFilter filter, Column column, Optional<AuditCursor> after) {
    Conditions conditions = new Conditions();
    along(conditions, filter, column, after);
    int indexed = conditions.texts.size();
    Conditions all = new Conditions(conditions);
    if (column == Column.USER || column == Column.ACTOR) {
      all.add("e.workspaceId = :workspace", "workspace", filter.workspaceId());
    }
    all.add("e.type = :type", "type", filter.type().map(AuditType::word));
    if (filter.outcome().equals(AuditFilter.NOT_OK)) {
      all.add("e.outcome <> :outcome", "outcome", Optional.of("ok"));
    } else {
      all.add("e.outcome = :outcome", "outcome", some(filter.outcome()));
    }
    all.add("e.address = :address", "address", some(filter.address()));
    Optional<AuditCursor> end = Optional.empty();
    if (all.texts.size() > indexed) {
      end = end(conditions, column);
      all.add("e.occurredAt >= :endAt", "endAt", end.map(AuditCursor::at));
      all.add("(e.occurredAt > :endAt or e.id >= :endId)", "endId", end.map(AuditCursor::id));
    }
    return cut(
        query("e", AuditEvent.class, all, column).setMaxResults(most + 1).getResultList(), end);
  }

  /** What the indexes have. */
  private static void along(
      Conditions conditions, AuditFilter filter, Column column, Optional<AuditCursor> after) {
    Optional<UUID> whose = column == Column.WORKSPACE ? filter.workspaceId() : filter.person();
    if (column != Column.NONE) {
      conditions.add(column.path + " = :whose", "whose", whose);
    }
    conditions.add("e.occurredAt >= :from", "from", filter.from());
    conditions.add("e.occurredAt < :to", "to", filter.to());
    // The first of these alone says where in the index to begin.
    conditions.add("e.occurredAt <= :at", "at", after.map(AuditCursor::at));
    conditions.add("(e.occurredAt < :at or e.id < :id)", "id", after.map(AuditCursor::id));
  }

  /** The last entry that is looked at; nothing if there aren't so many. */
  private Optional<AuditCursor> end(Conditions conditions, Column column) {
    String place = "new " + AuditCursor.class.getName() + "(e.occurredAt, e.id)";
    return query(place, AuditCursor.class, conditions, column)
        .setFirstResult(lookedAt - 1)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  /**
   * That of the whole log, the newest first. What is the same in all rows is named: only then does
   * H2 find that its index has the order.
   */
  private <T> TypedQuery<T> query(
      String what, Class<T> type, Conditions conditions, Column column) {
    String where =
        conditions.texts.isEmpty() ? "" : " where " + String.join(" and ", conditions.texts);
    String whose = column == Column.NONE ? "" : column.path + ", ";
    TypedQuery<T> query =
        entityManager.createQuery(
            "select "
                + what
                + " from AuditEvent e"
                + where
                + " order by "
                + whose
                + "e.occurredAt desc, e.id desc",
            type);
    conditions.values.forEach(query::setParameter);
    return query;
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  /** Conditions, and the values of their parameters. */
  private record Conditions(List<String> texts, Map<String, Object> values) {
    Conditions() {
      this(new ArrayList<>(), new LinkedHashMap<>());
    }

    Conditions(Conditions those) {
      this(new ArrayList<>(those.texts), new LinkedHashMap<>(those.values));
    }

    /** Adds one if there is a value for the parameter. */
    void add(String text, String parameter, Optional<?> value) {
      value.ifPresent(
          known -> {
            texts.add(text);
            values.put(parameter, known);
          });
    }
  }
}
