package org.gatehouse.core.oauth;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.oauth.client.RegisteredClient;

/** The rows of {@link OwnApplications}. */
@Repository
@Transactional
class OwnApplicationRows {
  /** Many logins at one client are one row. */
  private static final String LOGINS =
      "select g.clientId as clientId, g.scope as scope, min(g.createdAt) as since from Grant g"
          + " left join Session s on s.id = g.sessionId"
          + " where g.userId = :user and g.codeUsedAt is not null and g.revokedAt is null"
          + " and g.expiresAt > :now and (g.offline = true or s.idleUntil > :now)"
          + " group by g.clientId, g.scope";

  private static final String CONSENTS =
      "select k.key.clientId as clientId, k.scope as scope, k.grantedAt as since from Consent k"
          + " where k.key.userId = :user";

  @PersistenceContext private EntityManager entityManager;

  /**
   * What clients may have of a user, the latest first: a row for each consent, and for each extent
   * of logins that go on.
   *
   * @param most how many at the most
   */
  List<OwnApplication> of(UUID userId, Instant now, int most) {
    return entityManager
        .createQuery(
            "select c, x.scope, x.since from ("
                + LOGINS
                + " union all "
                + CONSENTS
                + ") x join RegisteredClient c on c.id = x.clientId"
                + " order by x.since desc, c.id",
            Object[].class)
        .setParameter("user", userId)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList()
        .stream()
        .map(row -> own((RegisteredClient) row[0], (String) row[1], (Instant) row[2]))
        .toList();
  }

  private static OwnApplication own(RegisteredClient client, String scope, Instant since) {
    return new OwnApplication(client.id(), client.metadata(), Set.of(scope.split(" ")), since);
  }
}
