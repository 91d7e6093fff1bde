package org.gatehouse.core.database;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/**
 * Rows that anybody can make in somebody's name, of which the newest stay: who makes very many is
 * in nobody's way, as none is refused, and those before lose theirs only when so many have come
 * since.
 *
 * @param rows in which table, by which moment they are old, and which of them count
 * @param owner the column that says in whose name they are
 * @param most how many stay of each
 */
public record NewestRows(OldRows rows, String owner, int most) {
  /**
   * Removes the oldest but for those that stay, in the transaction of the caller, and but for those
   * that somebody else is at.
   *
   * @param ofWhom in whose name
   * @param batch how many at once
   * @return how many were removed
   */
  public int removeOthers(EntityManager entityManager, UUID ofWhom, int batch) {
    // By itself: H2 would look for it anew for each row.
    List<?> oldestThatStays =
        entityManager
            .createNativeQuery(
                select(rows.moment(), "")
                    + " desc offset "
                    + (most - 1)
                    + " rows fetch first row only")
            .setParameter("owner", ofWhom)
            .getResultList();
    if (oldestThatStays.isEmpty()) {
      return 0;
    }
    List<?> keys =
        entityManager
            .createNativeQuery(
                select(rows.key(), " and " + rows.moment() + " < :before")
                    + " fetch first "
                    + batch
                    + " rows only for update skip locked")
            .setParameter("owner", ofWhom)
            .setParameter("before", oldestThatStays.get(0))
            .getResultList();
    return rows.remove(entityManager, keys);
  }

  private String select(String column, String condition) {
    return "select "
        + column
        + " from "
        + rows.table()
        + " where "
        + owner
        + " = :owner "
        + rows.condition()
        + condition
        + " order by "
        + rows.moment();
  }
}
