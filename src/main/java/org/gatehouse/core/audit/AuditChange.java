package org.gatehouse.core.audit;

import java.util.Collection;
import java.util.List;

/**
 * What was changed of somebody or something.
 *
 * @param field what it is called, for example {@code display_name}
 * @param before the value before; of a list, its members that went
 * @param after the value from now on; of a list, its members that came
 * @param kind how the log keeps that
 */
public record AuditChange(String field, List<String> before, List<String> after, Kind kind) {
  /** How the log keeps a change. */
  public enum Kind {
    /** A single value, as it is. */
    VALUE,
    /** One value that the log must not hold: a keyed hash, by which equal values can be told. */
    HIDDEN,
    /** Some of many: what has stayed would hide what hasn't. */
    LIST
  }

  /** Keeps the lists as they are. */
  public AuditChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** That of a value, or of a list where one of both is one; an empty text is an empty list. */
  static AuditChange of(String field, Object before, Object after) {
    if (before instanceof Collection<?> || after instanceof Collection<?>) {
      List<String> had = members(before);
      List<String> has = members(after);
      return new AuditChange(field, without(had, has), without(has, had), Kind.LIST);
    }
    return new AuditChange(
        field, List.of(before.toString()), List.of(after.toString()), Kind.VALUE);
  }

  private static List<String> members(Object value) {
    return value instanceof Collection<?> list
        ? list.stream().map(Object::toString).toList()
        : value.toString().isEmpty() ? List.of() : List.of(value.toString());
  }

  private static List<String> without(List<String> members, Collection<String> others) {
    return members.stream().filter(member -> !others.contains(member)).toList();
  }

  /** Whether nothing is changed by it. */
  boolean isNone() {
    return before.equals(after);
  }
}
