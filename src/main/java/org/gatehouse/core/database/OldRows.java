package org.gatehouse.core.database;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Rows of a table that are removed when a moment that is in them has passed. They go by the
 * thousand, each thousand in a transaction of its own: nobody waits for long, and what was removed
 * before something went wrong stays removed. Two nodes that do so at once take different rows.
 *
 * @param table with an index on the column of the moment
 * @param key the column of the primary key
 * @param moment a column, which may be null where the moment has not come
 * @param condition what else must hold, in SQL that begins with {@code and}; or empty
 */
public record OldRows(String table, String key, String moment, String condition) {
  private static final int BATCH = 1_000;

  /** So that an hour's work ends, also where years are to be forgotten; the next goes on. */
  private static final int MOST_BATCHES = 500;

  /** Rows of which nothing else is asked. */
  public OldRows(String table, String key, String moment) {
    this(table, key, moment, "");
  }

  /**
   * Removes batch after batch until there is no more.
   *
   * @param batch removes so many rows at the most, in a transaction of its own, and answers how
   *     many it has
   * @return how many were removed
   */
  public static int inBatches(IntUnaryOperator batch) {
    int removed = 0;
    for (int i = 0; i < MOST_BATCHES; i++) {
      int some = batch.applyAsInt(BATCH);
      removed += some;
      if (some < BATCH) {
        break;
      }
    }
    return removed;
  }

  /**
   * Removes the oldest, in the transaction of the caller, but for those that somebody else is at.
   *
   * @param before the moment must be before this one
   * @param most how many
   * @return how many were removed
   */
  public int remove(EntityManager entityManager, Instant before, int most) {
    List<?> keys =
        entityManager
            .createNativeQuery(selection(most))
            .setParameter("before", before)
            .getResultList();
    return remove(entityManager, keys);
  }

  /** Removes those with these keys; answers how many there were. */
  int remove(EntityManager entityManager, List<?> keys) {
    return keys.isEmpty()
        ? 0
        : entityManager
            .createNativeQuery("delete from " + table + " where " + key + " in (:keys)")
            .setParameter("keys", keys)
            .executeUpdate();
  }

  String selection(int most) {
    return "select "
        + key
        + " from "
        + table
        + " where "
        + moment
        + " < :before"
        + (condition.isEmpty() ? "" : " " + condition)
        + " order by "
        + moment
        + " fetch first "
        + most
        + " rows only for update skip locked";
  }
}
