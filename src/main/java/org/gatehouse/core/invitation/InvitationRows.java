package org.gatehouse.core.invitation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.OldRows;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.user.User;

/** The rows of {@link Invitations}: one for each user who hasn't accepted. */
@Repository
@Transactional
class InvitationRows {
  private static final OldRows EXPIRED = new OldRows("invitation", "id", "expires_at");

  /** Those of users who may come in, and haven't by another way. */
  private static final String WAITING =
      " from Invitation i join %s i.user u join %s u.workspace w where u.active = true"
          + " and (u.expiresAt is null or u.expiresAt > :now)"
          + " and not exists (select p.userId from PasswordCredential p where p.userId = u.id)"
          + " and not exists (select l.subjectHash from LinkedIdentity l where l.user.id = u.id)"
          + " and ";

  private static final String FETCHED =
      "select i" + String.format(Locale.ROOT, WAITING, "fetch", "fetch");
  private static final String COUNTED =
      "select count(i)" + String.format(Locale.ROOT, WAITING, "", "");

  @PersistenceContext private EntityManager entityManager;

  void add(Invitation invitation) {
    entityManager.persist(invitation);
  }

  /** Those of a workspace that wait, the newest first. */
  List<Invitation> ofWorkspace(UUID workspaceId, Instant now, int most) {
    return entityManager
        .createQuery(
            FETCHED + "w.id = :workspace order by i.createdAt desc, i.id", Invitation.class)
        .setParameter("workspace", workspaceId)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList();
  }

  /** How many of a workspace wait. */
  long count(UUID workspaceId, Instant now) {
    return entityManager
        .createQuery(COUNTED + "w.id = :workspace", Long.class)
        .setParameter("workspace", workspaceId)
        .setParameter("now", now)
        .getSingleResult();
  }

  /** That of a user, good or expired, if it waits. */
  Optional<Invitation> ofUser(UUID userId, Instant now) {
    return entityManager
        .createQuery(FETCHED + "u.id = :user", Invitation.class)
        .setParameter("user", userId)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** That with this token, if it is good. */
  Optional<Invitation> of(String tokenHash, Instant now) {
    return entityManager
        .createQuery(
            "select i from Invitation i join fetch i.user u join fetch u.workspace"
                + " where i.tokenHash = :hash and i.expiresAt > :now",
            Invitation.class)
        .setParameter("hash", tokenHash)
        .setParameter("now", now)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Whether a user has a good one, may the user log in or not. */
  boolean isGood(User user, Instant now) {
    return entityManager
            .createQuery(
                "select count(i) from Invitation i where i.user = :user and i.expiresAt > :now",
                Long.class)
            .setParameter("user", user)
            .setParameter("now", now)
            .getSingleResult()
        > 0;
  }

  /** Takes that of a user away; answers whether there was one. */
  boolean removeOf(User user) {
    return entityManager
            .createQuery("delete from Invitation i where i.user = :user")
            .setParameter("user", user)
            .executeUpdate()
        == 1;
  }

  /** Uses a token up; of many who have it, one does. */
  boolean use(String tokenHash, Instant now) {
    return entityManager
            .createQuery(
                "delete from Invitation i where i.tokenHash = :hash and i.expiresAt > :now")
            .setParameter("hash", tokenHash)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  int removeExpiredBefore(Instant moment, int most) {
    return EXPIRED.remove(entityManager, moment, most);
  }
}
