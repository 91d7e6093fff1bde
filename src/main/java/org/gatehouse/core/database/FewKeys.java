package org.gatehouse.core.database;

import com.google.common.collect.Lists;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Asks for rows by their keys, so few at once that a database looks each up, and doesn't read the
 * whole table for them.
 */
public final class FewKeys {
  private static final int AT_ONCE = 50;

  private FewKeys() {}

  /**
   * What is answered for all of these, part by part.
   *
   * @param query answers for some of them
   */
  public static <T> List<T> each(List<UUID> ids, Function<List<UUID>, List<T>> query) {
    return Lists.partition(ids, AT_ONCE).stream().map(query).flatMap(List::stream).toList();
  }
}
