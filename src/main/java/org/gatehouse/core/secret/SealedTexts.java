package org.gatehouse.core.secret;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.database.Repository;

/** What the tables hold sealed, whatever it is; each step in a transaction of its own. */
@Repository
@Transactional(Transactional.TxType.REQUIRES_NEW)
class SealedTexts {
  @PersistenceContext EntityManager entityManager;

  /**
   * The next of those that aren't sealed by a key, in the order of their rows.
   *
   * @param prefix how a text begins that is
   * @param after the key of the last row that was looked at
   */
  List<SealedText> next(SealedColumn in, String prefix, Optional<String> after, int most) {
    Query query =
        entityManager
            .createNativeQuery(
                String.format(
                        Locale.ROOT,
                        "select cast(%s as varchar(64)), %s from %s where %s",
                        in.key(),
                        in.column(),
                        in.table(),
                        others(in))
                    + (after.isPresent() ? " and " + in.key() + " > " + key(in) : "")
                    + " order by "
                    + in.key())
            .setParameter("prefix", prefix + "%")
            .setMaxResults(most);
    after.ifPresent(key -> query.setParameter("key", key));
    Stream<?> rows = query.getResultList().stream();
    return rows.map(Object[].class::cast)
        .map(row -> new SealedText(row[0].toString(), row[1].toString()))
        .toList();
  }

  /** How many aren't sealed by a key. */
  long count(SealedColumn in, String prefix) {
    Object count =
        entityManager
            .createNativeQuery("select count(*) from " + in.table() + " where " + others(in))
            .setParameter("prefix", prefix + "%")
            .getSingleResult();
    return ((Number) count).longValue();
  }

  /** Puts another text in the place of these, unless they were changed meanwhile. */
  void replace(SealedColumn in, List<Replacement> replacements) {
    Query update =
        entityManager.createNativeQuery(
            String.format(
                Locale.ROOT,
                "update %s set %s = :anew where %s = %s and %s = :before",
                in.table(),
                in.column(),
                in.key(),
                key(in),
                in.column()));
    for (Replacement replacement : replacements) {
      update
          .setParameter("anew", replacement.anew())
          .setParameter("key", replacement.before().key())
          .setParameter("before", replacement.before().text())
          .executeUpdate();
    }
  }

  private static String key(SealedColumn in) {
    return "cast(:key as " + in.keyType() + ")";
  }

  private static String others(SealedColumn in) {
    return in.column() + " is not null and " + in.column() + " not like :prefix";
  }

  /**
   * A sealed text in its row.
   *
   * @param key of the row
   */
  record SealedText(String key, String text) {}

  /** One sealed text, and another for the same secret. */
  record Replacement(SealedText before, String anew) {}
}
