package org.gatehouse.core.signon;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Duplicates;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.Conflict;
import org.gatehouse.core.user.User;

/** The rows of {@link LinkedIdentities}. */
@Repository
@Transactional
class LinkedIdentityRows {
  private static final String SELECT =
      "select l from LinkedIdentity l join fetch l.user u join fetch u.workspace ";

  @PersistenceContext EntityManager entityManager;

  Optional<LinkedIdentity> find(UUID providerId, String subjectHash) {
    return query("l.providerId = :provider and l.subjectHash = :hash")
        .setParameter("provider", providerId)
        .setParameter("hash", subjectHash)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Those of a subject in whatever case, first those by which changes arrive. */
  List<LinkedIdentity> inAnyCase(UUID providerId, String subject) {
    return query(
            "l.providerId = :provider and lower(l.subject) = lower(:subject)"
                + " order by l.provisioned desc, l.linkedAt")
        .setParameter("provider", providerId)
        .setParameter("subject", subject)
        .getResultList();
  }

  List<LinkedIdentity> ofUser(UUID userId) {
    return query("u.id = :user order by l.linkedAt").setParameter("user", userId).getResultList();
  }

  private TypedQuery<LinkedIdentity> query(String where) {
    return entityManager.createQuery(SELECT + "where " + where, LinkedIdentity.class);
  }

  /**
   * Adds a link.
   *
   * @throws Conflict if the subject has one
   */
  void add(UUID providerId, String subject, UUID userId, boolean provisioned, Instant now) {
    User user = entityManager.getReference(User.class, userId);
    Duplicates.addNew(
        entityManager,
        new LinkedIdentity(providerId, subject, user, provisioned, now),
        IdentityRule.LINKED);
  }

  void merge(LinkedIdentity identity) {
    entityManager.merge(identity);
  }

  boolean remove(UUID userId, UUID providerId, String subjectHash) {
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
