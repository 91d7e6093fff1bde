package org.gatehouse.core.personal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.personal.PersonalRecord.Told;
import org.jspecify.annotations.Nullable;

/** The rows of all tables that are about one person. */
@Repository
@Transactional
public class PersonalRows {
  @PersistenceContext private EntityManager entityManager;

  /** What a person is told of one kind, by name; {@code null} where nothing is. */
  public List<Map<String, @Nullable Object>> of(UUID userId, PersonalRecord kind) {
    String told =
        kind.told().values().stream().map(Told::expression).collect(Collectors.joining(", "));
    return entityManager
        .createQuery("select " + told + from(kind), Tuple.class)
        .setParameter("user", userId)
        .getResultList()
        .stream()
        .map(row -> read(kind, row))
        .toList();
  }

  private static Map<String, @Nullable Object> read(PersonalRecord kind, Tuple row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    int column = 0;
    for (Map.Entry<String, Told> told : kind.told().entrySet()) {
      Object value = row.get(column++);
      values.put(told.getKey(), value == null ? null : told.getValue().read().apply(value));
    }
    return values;
  }

  /**
   * Removes all of a person, in the transaction of the caller, who has locked the user.
   *
   * @param kinds what refers to something before it
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void remove(UUID userId, List<PersonalRecord> kinds) {
    entityManager.flush();
    // What is in memory would be written to rows that are gone.
    entityManager.clear();
    kinds.forEach(
        kind ->
            entityManager
                .createQuery("delete" + from(kind))
                .setParameter("user", userId)
                .executeUpdate());
  }

  private static String from(PersonalRecord kind) {
    return " from " + kind.entity() + " x where x." + kind.whose() + " = :user";
  }
}
