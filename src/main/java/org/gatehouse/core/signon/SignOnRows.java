package org.gatehouse.core.signon;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link SignOns}. */
@Repository
@Transactional
class SignOnRows {
  private static final OldRows EXPIRED = new OldRows("sign_on", "handle_hash", "expires_at");

  @PersistenceContext private EntityManager entityManager;

  void add(SignOn signOn) {
    entityManager.merge(signOn);
  }

  Optional<SignOn> ofRequest(String requestId, Instant now) {
    return find("s.requestId = :key and s.answeredAt is null", requestId, now);
  }

  Optional<SignOn> ofHandle(String handleHash, Instant now) {
    return find("s.handleHash = :key and s.answeredAt is null", handleHash, now);
  }

  Optional<SignOn> ofArrival(String arrivalHash, Instant now) {
    return find("s.arrivalHash = :key", arrivalHash, now);
  }

  private Optional<SignOn> find(String where, String key, Instant now) {
    return entityManager
        .createQuery(
            "select s from SignOn s join fetch s.provider p join fetch p.workspace"
                + " where s.expiresAt > :now and "
                + where,
            SignOn.class)
        .setParameter("key", key)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  boolean answer(String handleHash, String arrivalHash, String sealedAnswer, Instant now) {
    return entityManager
            .createQuery(
                "update SignOn s set s.answeredAt = :now, s.arrivalHash = :arrival,"
                    + " s.sealedAnswer = :answer where s.handleHash = :key"
                    + " and s.answeredAt is null and s.expiresAt > :now")
            .setParameter("now", now)
            .setParameter("arrival", arrivalHash)
            .setParameter("answer", sealedAnswer)
            .setParameter("key", handleHash)
            .executeUpdate()
        == 1;
  }

  boolean remove(String handleHash) {
    return entityManager
            .createQuery("delete from SignOn s where s.handleHash = :key")
            .setParameter("key", handleHash)
            .executeUpdate()
        == 1;
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
