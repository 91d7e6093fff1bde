package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.gatehouse.core.database.JpaOldRows;

/** Logouts under way in the database. */
@Singleton
@Transactional
class JpaLogouts implements Logouts {
  private static final JpaOldRows EXPIRED =
      new JpaOldRows("saml_logout", "request_id", "expires_at");

  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  @Inject
  JpaLogouts(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void add(LogoutUnderWay logout) {
    entityManager.persist(logout);
  }

  @Override
  public Optional<LogoutUnderWay> of(String requestId) {
    return entityManager
        .createQuery(
            "select l from LogoutUnderWay l where l.requestId = :id and l.expiresAt > :now",
            LogoutUnderWay.class)
        .setParameter("id", requestId)
        .setParameter("now", now())
        .getResultStream()
        .findFirst();
  }

  @Override
  public boolean use(String requestId) {
    return entityManager
            .createQuery("delete from LogoutUnderWay l where l.requestId = :id")
            .setParameter("id", requestId)
            .executeUpdate()
        == 1;
  }

  @Override
  public int removeExpired(int most) {
    return EXPIRED.remove(entityManager, now(), most);
  }

  private Instant now() {
    return clock.instant();
  }
}
