package org.gatehouse.core.federation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.input.Conflict;
import org.gatehouse.core.input.Duplicates;
import org.gatehouse.core.secret.RandomToken;
import org.gatehouse.core.user.User;

/** Linked identities in the database. */
@Singleton
@Transactional
public class JpaLinkedIdentities implements LinkedIdentities {
  private static final String SELECT =
      "select l from LinkedIdentity l join fetch l.user u join fetch u.workspace ";

  private final Clock clock;
  @PersistenceContext private EntityManager entityManager;

  /**
   * @param clock what time it is
   */
  @Inject
  public JpaLinkedIdentities(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<LinkedIdentity> find(UUID providerId, String subject) {
    return entityManager
        .createQuery(
            SELECT + "where l.providerId = :provider and l.subjectHash = :hash",
            LinkedIdentity.class)
        .setParameter("provider", providerId)
        .setParameter("hash", RandomToken.hash(subject))
        .getResultStream()
        .findFirst();
  }

  @Override
  public List<LinkedIdentity> ofUser(UUID userId) {
    return entityManager
        .createQuery(SELECT + "where u.id = :user order by l.linkedAt", LinkedIdentity.class)
        .setParameter("user", userId)
        .getResultList();
  }

  @Override
  public void link(UUID providerId, String subject, User user, boolean provisioned) {
    try {
      entityManager.persist(
          new LinkedIdentity(
              providerId,
              subject,
              entityManager.getReference(User.class, user.id()),
              provisioned,
              clock.instant()));
      entityManager.flush();
    } catch (PersistenceException e) {
      if (Duplicates.areWhy(e)) {
        throw new Conflict("identity.linked", "This identity is another user's already.");
      }
      throw e;
    }
  }

  @Override
  public void used(LinkedIdentity identity) {
    identity.used(clock.instant());
    entityManager.merge(identity);
  }

  @Override
  public boolean unlink(UUID userId, UUID providerId, String subjectHash) {
    return entityManager
            .createQuery(
                "delete from LinkedIdentity l where l.user.id = :user"
                    + " and l.providerId = :provider and l.subjectHash = :hash")
            .setParameter("user", userId)
            .setParameter("provider", providerId)
            .setParameter("hash", subjectHash)
            .executeUpdate()
        == 1;
  }
}
