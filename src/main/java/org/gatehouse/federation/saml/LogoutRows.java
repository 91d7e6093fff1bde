package org.gatehouse.federation.saml;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;

/** The rows of {@link Logouts}. */
@Repository
@Transactional
class LogoutRows {
  private static final OldRows EXPIRED = new OldRows("saml_logout", "request_id", "expires_at");

  @PersistenceContext private EntityManager entityManager;

  void add(LogoutUnderWay logout) {
    entityManager.persist(logout);
  }

  Optional<LogoutUnderWay> of(String requestId, Instant now) {
    return entityManager
        .createQuery(
            "select l from LogoutUnderWay l where l.requestId = :id and l.expiresAt > :now",
            LogoutUnderWay.class)
        .setParameter("id", requestId)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  boolean use(String requestId) {
    return entityManager
            .createQuery("delete from LogoutUnderWay l where l.requestId = :id")
            .setParameter("id", requestId)
            .executeUpdate()
        == 1;
  }

  int removeExpired(Instant now, int most) {
    return EXPIRED.remove(entityManager, now, most);
  }
}
